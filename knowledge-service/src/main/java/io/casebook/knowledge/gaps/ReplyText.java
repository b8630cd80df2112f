package io.casebook.knowledge.gaps;

import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/** What of a person's reply tells something: without greeting, courtesy and signature, in English and German. */
final class ReplyText {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** A greeting at the beginning, with the name up to its comma or the end of its line. */
    private static final Pattern GREETING = Pattern.compile(
            "^\\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?"
                    + "|sehr geehrte[rs]?)\\b[^,.!\\n]{0,60}(?:[,.!]+|\\n|$)\\s*",
            FLAGS);

    /** A signature: from here to the end, a few short lines. */
    private static final Pattern CLOSING = Pattern.compile(
            "(?:^|\\n)\\s*(?:(?:best|kind|warm)?\\s*regards|best(?: wishes)?|cheers|sincerely|yours(?: \\w+)?|thanks|thank you"
                    + "|(?:viele|liebe|beste|freundliche|mit freundlichen)\\s+gr(?:ü|ue)(?:ß|ss)e?n?)[ \\t]*[,!.]?[ \\t]*(?:\\n[^\\n]{0,40}){0,4}\\s*$",
            FLAGS);

    /** Sentences that are only polite. */
    private static final Pattern COURTESY = Pattern.compile(
            "^(?:.{0,40}\\bhere[.!]?"
                    + "|(?:(?:best|kind|warm) )?regards\\b.{0,40}|(?:mit )?(?:viele|liebe|beste|freundliche)n? gr(?:ü|ue)(?:ß|ss)en?\\b.{0,40}"
                    + "|(?:thanks?|thank you)\\b(?! to\\b).{0,80}"
                    + "|(?:i am|i'm|we are|we're) (?:very |so |really )?sorry\\b.{0,80}|sorry\\b.{0,60}"
                    + "|my name is\\b.{0,60}"
                    + "|(?:please )?let (?:me|us) know\\b.{0,120}"
                    + "|(?:is there|can i|may i|do you need)\\b.{0,40}\\b(?:anything|something) else\\b.{0,60}"
                    + "|(?:have|enjoy) a\\b.{0,40}|you(?:'re| are) welcome\\b.{0,40}|(?:i )?hope (?:this|that) helps\\b.{0,40}"
                    + "|(?:vielen )?dank\\b.{0,80}|gern(?:e)? geschehen\\b.{0,40}|(?:schönen|einen schönen)\\b.{0,40}"
                    + "|(?:es )?tut (?:mir|uns) leid\\b.{0,80})$",
            FLAGS);

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");

    private ReplyText() {}

    /** The telling part of a reply, beginning with a capital letter; empty where nothing tells anything. */
    static String of(String reply) {
        var text = GREETING.matcher(reply.replace("\r", "")).replaceFirst("");
        text = CLOSING.matcher(text).replaceFirst("");
        var lines = new ArrayList<String>();
        for (var line : text.split("\n", -1)) {
            var kept = new ArrayList<String>();
            for (var sentence : SENTENCE_END.split(line.strip())) {
                if (!COURTESY.matcher(sentence.strip()).matches()) {
                    kept.add(sentence.strip());
                }
            }
            lines.add(String.join(" ", kept));
        }
        var told = String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip();
        return told.isEmpty() ? told : told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1);
    }
}
