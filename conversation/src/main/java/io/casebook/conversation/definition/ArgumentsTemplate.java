package io.casebook.conversation.definition;

/** The arguments of a tool call with placeholders, compiled. Renders to the text of a JSON object. */
public interface ArgumentsTemplate {

    /** The arguments as the author wrote them, JSON text. */
    String source();

    /** Fills the placeholders and gives each value the type that the tool's parameters ask for; never throws. */
    Rendered render(Facts facts);

    /** Arguments that are the same whatever the facts. */
    static ArgumentsTemplate fixed(String json) {
        return new Fixed(json);
    }

    /** Arguments without placeholders. */
    record Fixed(String source) implements ArgumentsTemplate {
        @Override
        public Rendered render(Facts facts) {
            return new Rendered.Complete(source);
        }
    }
}
