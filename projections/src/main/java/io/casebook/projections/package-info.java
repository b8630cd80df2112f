/**
 * The log, read again for people: tables of transcripts and metrics, the timeline of a conversation, and its state at any
 * moment. Everything here can be thrown away and computed anew.
 */
@NullMarked
package io.casebook.projections;

import org.jspecify.annotations.NullMarked;
