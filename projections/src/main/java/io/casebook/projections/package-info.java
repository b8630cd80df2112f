/**
 * The log, read again for people: tables of transcripts and metrics, the timeline of a conversation, and its state at any
 * moment. Everything here can be thrown away and computed anew.
 *
 * <p>{@code follow} reads the log, {@code table} says what an event changes in which table, {@code store} keeps the tables and
 * the place in the log in one transaction of DuckDB, {@code timeline} folds a conversation again step by step, {@code json}
 * shows any record, {@code api} and {@code page} answer.
 */
@NullMarked
package io.casebook.projections;

import org.jspecify.annotations.NullMarked;
