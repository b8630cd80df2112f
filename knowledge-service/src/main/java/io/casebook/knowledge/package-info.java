/**
 * What the agent may know: every version of every article in one order, and passages as they stood at any position of it.
 */
@NullMarked
package io.casebook.knowledge;

import org.jspecify.annotations.NullMarked;
