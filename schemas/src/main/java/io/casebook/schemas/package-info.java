/**
 * The codec of the vocabulary: from immutable records to bytes that schema-registry tools understand, and back, across versions.
 *
 * <p>The records themselves are generated from the IDL in {@code src/main/vocabulary} into {@code io.casebook.vocabulary}.
 */
@NullMarked
package io.casebook.schemas;

import org.jspecify.annotations.NullMarked;
