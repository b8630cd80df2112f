package io.casebook.conversation;

import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.tool.ToolCallResult;

/** Everything that can make a conversation move. */
public sealed interface Input {
    /** Somebody outside said something. */
    record FromOutside(InboundRecord content) implements Input {}

    /** A model answered, or no model could. */
    record ModelAnswered(CompletionResult content) implements Input {}

    /** A search was answered. */
    record SearchAnswered(SearchResult content) implements Input {}

    /** A tool call came back. */
    record ToolAnswered(ToolCallResult content) implements Input {}

    /** Nothing happened but time; whatever is due is done. */
    record TimePassed() implements Input {}
}
