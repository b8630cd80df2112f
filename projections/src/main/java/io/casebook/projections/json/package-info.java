/** Any record of the vocabulary as JSON and back, by its schema alone: a new event needs no line here. */
@NullMarked
package io.casebook.projections.json;

import org.jspecify.annotations.NullMarked;
