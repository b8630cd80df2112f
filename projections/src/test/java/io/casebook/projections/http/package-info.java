/** Tests of the tables, the timeline and the pages. */
@NullMarked
package io.casebook.projections.http;

import org.jspecify.annotations.NullMarked;
