/**
 * Finding passages: every version of every passage is kept with the stretch of the knowledge log over which it held, so that a
 * search at a position finds exactly what it would have found then.
 *
 * <p>A search compares by words (BM25) and by meaning (vectors), both exactly and over nothing but the passages that the asker may
 * see at that position: neither another agent's articles nor internal ones nor later versions move a score.
 */
@NullMarked
package io.casebook.knowledge.search;

import org.jspecify.annotations.NullMarked;
