package io.casebook.gateway.completion;

/**
 * A model that a request may be put to.
 *
 * @param name its name
 * @param model the model
 */
record Candidate(String name, Model model) {}
