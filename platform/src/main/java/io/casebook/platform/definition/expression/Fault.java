package io.casebook.platform.definition.expression;

/**
 * What is wrong with an expression.
 *
 * @param message what
 * @param line on which of its lines, from 0
 * @param hint what to do about it; empty where the message says it all
 */
public record Fault(String message, int line, String hint) {}
