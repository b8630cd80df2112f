package io.casebook.knowledge.audits;

/**
 * What a model said of two passages.
 *
 * @param model the model
 * @param contradict whether they contradict each other
 * @param firstSays the words of the first that do; empty where they do not
 * @param secondSays the words of the second that do; empty where they do not
 * @param reason why, in a sentence
 */
public record Verdict(String model, boolean contradict, String firstSays, String secondSays, String reason) {}
