/** The knowledge benchmark: how well passages are found, how fast, and whether nothing is lost by being fast. */
@NullMarked
package io.casebook.bench.knowledge;

import org.jspecify.annotations.NullMarked;
