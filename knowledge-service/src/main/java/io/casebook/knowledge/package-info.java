/**
 * What the agent may know: every version of every article in one order, and passages as they stood at any position of it.
 *
 * <p>Articles come in from agents' folders and by API ({@code articles}), are cut into passages ({@code passages}) and found again
 * ({@code search}); {@code in} takes calls and search requests, {@code out} writes the knowledge log. This package puts the parts
 * together.
 */
@NullMarked
package io.casebook.knowledge;

import org.jspecify.annotations.NullMarked;
