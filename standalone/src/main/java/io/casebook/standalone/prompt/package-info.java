/** Prompts written again: what the log names is put together as it was, and its hash proves that it is the same. */
@NullMarked
package io.casebook.standalone.prompt;

import org.jspecify.annotations.NullMarked;
