/**
 * Benchmarks of the built product: each starts it as a user would, drives it from outside, and prints one JSON object a figure.
 */
@NullMarked
package io.casebook.bench;

import org.jspecify.annotations.NullMarked;
