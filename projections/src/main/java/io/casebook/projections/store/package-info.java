/**
 * The tables in DuckDB, and with them the place in the log up to which they tell: both change in one transaction, so that a
 * crash at any moment neither loses nor repeats a row.
 */
@NullMarked
package io.casebook.projections.store;

import org.jspecify.annotations.NullMarked;
