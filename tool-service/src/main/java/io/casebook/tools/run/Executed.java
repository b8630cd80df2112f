package io.casebook.tools.run;

import io.casebook.vocabulary.tool.ToolOutcome;

/**
 * What came of a call of a tool that reads.
 *
 * @param outcome the outcome
 * @param attempts how often it was tried
 */
public record Executed(ToolOutcome outcome, int attempts) {}
