package io.casebook.platform.definition;

import io.casebook.conversation.definition.HandOffPolicy;
import java.util.List;
import java.util.Map;

/**
 * What a procedure may rely on: the rest of the agent.
 *
 * @param tools every tool
 * @param handOff the teams
 * @param languages the languages that the agent speaks
 * @param generative whether a model is there that can work by prose
 * @param names the names that each procedure fills, and those that come back to it from its jumps
 */
record ProcedureSetting(
        Map<String, ToolEntry> tools,
        HandOffPolicy handOff,
        List<String> languages,
        boolean generative,
        BorrowedNames names) {}
