package io.casebook.conversation.definition;

/** A text with placeholders, compiled. Pure: the same facts give the same text. */
public interface Template {

    /** The text as the author wrote it. */
    String source();

    /** Fills the placeholders; never throws. */
    Rendered render(Facts facts);

    /** A text without placeholders. */
    static Template fixed(String text) {
        return new Fixed(text);
    }

    /** A text that is the same whatever the facts. */
    record Fixed(String source) implements Template {
        @Override
        public Rendered render(Facts facts) {
            return new Rendered.Complete(source);
        }
    }
}
