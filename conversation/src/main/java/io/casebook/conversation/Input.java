package io.casebook.conversation;

import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.Passage;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.util.List;

/** Everything that can make a conversation move. */
public sealed interface Input {
    /** Somebody outside said something. */
    record FromOutside(InboundRecord content) implements Input {}

    /**
     * A model answered, or no model could.
     *
     * @param passages the passages that {@link Decider#passagesRead} names; empty where it names none
     */
    record ModelAnswered(CompletionResult content, List<Passage> passages) implements Input {
        public ModelAnswered {
            passages = List.copyOf(passages);
        }

        /** An answer for whose decision no passage is at hand. */
        public ModelAnswered(CompletionResult content) {
            this(content, List.of());
        }
    }

    /** A search was answered. */
    record SearchAnswered(SearchResult content) implements Input {}

    /** A tool call came back. */
    record ToolAnswered(ToolCallResult content) implements Input {}

    /** Nothing happened but time; whatever is due is done. */
    record TimePassed() implements Input {}
}
