package io.casebook.gateway.prompt;

import java.util.regex.Pattern;

/** Puts data between tags, and keeps data from closing them or opening others. */
final class Fence {
    static final String CUSTOMER = "customer_message";
    static final String PASSAGE = "passage";
    static final String INTERNAL = "internal_note";
    static final String RESOURCE = "resource";
    static final String SUMMARY = "summary";
    static final String RESULT = "tool_result";
    static final String DRAFT = "draft_reply";
    static final String PLAN = "plan";
    static final String TASK = "task";

    private static final Pattern TAGS = Pattern.compile(
            "(?i)<(?=\\s*/?\\s*(customer_message|passage|internal_note|resource|summary|tool_result|draft_reply|plan|task)\\b)");
    private static final Pattern QUOTE = Pattern.compile("[\"<>\\p{Cntrl}]");

    private Fence() {}

    static String around(String tag, String data) {
        return "<" + tag + ">\n" + harmless(data) + "\n</" + tag + ">";
    }

    /** With one attribute, such as an id. */
    static String around(String tag, String attribute, String value, String data) {
        return "<" + tag + " " + attribute + "=\"" + QUOTE.matcher(value).replaceAll(" ") + "\">\n" + harmless(data)
                + "\n</" + tag + ">";
    }

    private static String harmless(String data) {
        return TAGS.matcher(data).replaceAll("&lt;").strip();
    }
}
