package io.casebook.gateway.answer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signs that a text was never meant for a reader: tokens of chat formats, tool calls as text, tags of the prompt, gaps to fill. */
final class Markup {
    private static final Pattern TOKENS = Pattern.compile(
            "<\\|[a-z_]{2,30}\\|>|<｜[^｜>]{1,40}｜>|\\[/?INST]|<</?SYS>>|<(?:start|end)_of_turn>|</?s>|^\\s*(?:assistant|system|user)\\s*:\\s*$",
            Pattern.MULTILINE);
    private static final Pattern TOOL_CALL = Pattern.compile(
            "</?(?:tool_call|function_call|tool_use|invoke|function_calls)\\b|\\[TOOL_CALLS]|\"(?:tool_calls|function_call)\"\\s*:|"
                    + "\\{\\s*\"(?:name|tool|function|action)\"\\s*:\\s*\"[A-Za-z0-9_.-]{1,64}\"\\s*,\\s*\"(?:arguments|parameters|args|input|action_input)\"\\s*:");
    private static final Pattern FENCE = Pattern.compile(
            "</?\\s*(?:customer_message|passage|internal_note|resource|summary|tool_result|draft_reply|plan|task)\\b[^>\\n]{0,80}>|"
                    + "\\[A note of the platform|\\[A human colleague wrote:]");
    private static final Pattern GAP = Pattern.compile(
            "\\[(?:insert|your|customer'?s?|agent'?s?|company|order|name|date|amount|link|url|phone|email)\\b[^\\]\\n(]{0,40}](?!\\()|"
                    + "\\[(?:Ihr|Ihre|Name|Kundenname|Datum|Betrag|Bestellnummer|Link|Firma|Telefonnummer)(?: [^\\]\\n(]{0,40})?](?!\\()|"
                    + "\\{\\{[^}\\n]{1,40}}}|<(?:insert|your)[ _][^>\\n]{1,40}>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern THINKING = Pattern.compile("</?think(?:ing)?>");

    private Markup() {}

    static @Nullable Rejection fault(String text) {
        if (TOOL_CALL.matcher(text).find()) {
            return Rejection.because(
                    "tool_call_as_text", "A tool call stood in the text; call tools only by the protocol.");
        }
        if (FENCE.matcher(text).find()) {
            return Rejection.because(
                    "leaked_instructions", "The text holds tags or notes of the prompt; leave them out.");
        }
        if (TOKENS.matcher(text).find() || THINKING.matcher(text).find()) {
            return Rejection.because("raw_markup", "The text holds marks of a chat format; write the answer alone.");
        }
        if (GAP.matcher(text).find()) {
            return Rejection.because(
                    "placeholder", "The text has gaps to fill; write what is known, or ask the customer for it.");
        }
        return null;
    }
}
