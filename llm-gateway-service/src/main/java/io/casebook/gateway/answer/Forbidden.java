package io.casebook.gateway.answer;

import java.util.regex.Pattern;

/** What no company writes to a customer, whatever its agent's definition says: insults, and keys to its systems. */
final class Forbidden {
    private static final Pattern INSULTS = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:fuck(?:ing|er|ers|ed)?|motherfucker|asshole|assholes|bitch(?:es)?|bastard|cunt|shit(?:ty|head)?|dumbass|"
                    + "arschloch|arschlöcher|fick(?:t|en|er)?|wichser|hurensohn|hurensöhne|schlampe|fotze|missgeburt|scheiß(?:e|er|kerl)?)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern KEYS = Pattern.compile(
            "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----|\\bAKIA[0-9A-Z]{16}\\b|\\bsk-[A-Za-z0-9_-]{20,}|\\bgh[pousr]_[A-Za-z0-9]{30,}|"
                    + "\\bxox[abpr]-[A-Za-z0-9-]{10,}|\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.");

    private Forbidden() {}

    static boolean in(String text) {
        return INSULTS.matcher(text).find() || KEYS.matcher(text).find();
    }
}
