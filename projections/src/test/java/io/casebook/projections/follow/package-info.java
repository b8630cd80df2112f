/** Tests of the tables, the timeline and the pages. */
@NullMarked
package io.casebook.projections.follow;

import org.jspecify.annotations.NullMarked;
