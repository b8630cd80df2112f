/** The model that says what texts mean: the one in the process, or one elsewhere; and which one an index was made with. */
@NullMarked
package io.casebook.knowledge.model;

import org.jspecify.annotations.NullMarked;
