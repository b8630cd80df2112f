/**
 * Time travel: the events of one conversation folded again, one by one, by the same function that folded them when they
 * happened, with what each of them changed.
 */
@NullMarked
package io.casebook.projections.timeline;

import org.jspecify.annotations.NullMarked;
