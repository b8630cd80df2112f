package io.casebook.gateway.answer;

import java.util.regex.Pattern;

/**
 * Answers of models that decline as models do. A reply that says what the company cannot do is none, and neither is one that offers
 * something else: only a text that consists of declining counts.
 */
final class Refusals {
    private static final int LONGEST = 320;

    private static final Pattern AS_MODEL = Pattern.compile(
            "\\bas an? (?:ai|artificial intelligence|large)(?: language)? model\\b|\\bi(?:'|’)?(?: a)?m (?:just |only )?an? (?:ai|large)(?: language)? model\\b|"
                    + "\\bals (?:ki-sprachmodell|ki-modell|sprachmodell|großes sprachmodell)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLINES = Pattern.compile(
            "^(?:(?:i(?:'|’)m|i am) (?:really |very |so )?sorry[,.]?(?: but)?|sorry[,.]?(?: but)?|i apologi[sz]e[,.]?(?: but)?|unfortunately,?)?\\s*"
                    + "i(?:(?:'|’)m| am)? (?:can(?:'|’)?t|cannot|can not|unable to|not able to|won(?:'|’)?t|will not)(?: be able to)? "
                    + "(?:assist|help|comply|engage|fulfil+|complete|process|answer|respond to|continue|provide|discuss|do)\\b"
                    + "(?: you)?(?: with)? ?(?:that|this|it|your|the|such)?(?: (?:request|conversation|topic|question|content|kind of request|type of request))?s?\\.?!?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GERMAN_DECLINES = Pattern.compile(
            "^(?:es tut mir leid[,.]?(?: aber| dass)?|entschuldigung[,.]?(?: aber)?|leider)?\\s*"
                    + "(?:kann ich|ich kann|darf ich|ich darf)(?: ihnen| dir)?(?: leider)? (?:dabei|hierbei|damit|diese anfrage|diese frage|dieser anfrage|dieses)"
                    + " (?:nicht|nicht weiter) (?:helfen|weiterhelfen|behilflich sein|bearbeiten|beantworten|erfüllen|nachkommen|unterstützen)\\.?!?$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CANNOT = Pattern.compile(
            "\\b(?:can(?:'|’)?t|cannot|unable|not able|don(?:'|’)?t have|do not have|kann\\b.*\\bnicht|habe keine?n?)\\b",
            Pattern.CASE_INSENSITIVE);

    private Refusals() {}

    static boolean in(String text) {
        var plain = text.strip().replaceAll("\\s+", " ");
        if (plain.length() > LONGEST) {
            return false;
        }
        return DECLINES.matcher(plain).matches()
                || GERMAN_DECLINES.matcher(plain).matches()
                || (AS_MODEL.matcher(plain).find() && CANNOT.matcher(plain).find());
    }
}
