/** How good is good enough, measured: load drivers and small benchmarks that print one line of JSON a figure. */
@NullMarked
package io.casebook.bench;

import org.jspecify.annotations.NullMarked;
