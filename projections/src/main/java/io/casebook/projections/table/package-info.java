/**
 * What an event changes in which table: pure, so that the tables computed anew are the tables computed one event at a time.
 * The rows that change are kept while they change; {@code store} writes them.
 */
@NullMarked
package io.casebook.projections.table;

import org.jspecify.annotations.NullMarked;
