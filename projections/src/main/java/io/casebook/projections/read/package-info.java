/** What the tables know of conversations, as the interfaces show it. */
@NullMarked
package io.casebook.projections.read;

import org.jspecify.annotations.NullMarked;
