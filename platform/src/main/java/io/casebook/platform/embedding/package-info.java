/** Texts as vectors, so that what means the same stands close together: for triage and for finding passages. */
@NullMarked
package io.casebook.platform.embedding;

import org.jspecify.annotations.NullMarked;
