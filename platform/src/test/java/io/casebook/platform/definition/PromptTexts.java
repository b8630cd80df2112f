package io.casebook.platform.definition;

/** Prompts that compile. */
final class PromptTexts {
    private PromptTexts() {}

    static PromptText of(String text) {
        try {
            return PromptText.compile(text);
        } catch (PromptText.Unusable e) {
            throw new AssertionError(e.line() + ": " + e.getMessage(), e);
        }
    }
}
