/** Follows the log into the tables, on one quiet thread beside whatever else the process does. */
@NullMarked
package io.casebook.projections.follow;

import org.jspecify.annotations.NullMarked;
