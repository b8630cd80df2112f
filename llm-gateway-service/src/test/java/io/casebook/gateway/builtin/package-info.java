/** Tests of the built-in model, with what it reaches on sentences that it never saw. */
@NullMarked
package io.casebook.gateway.builtin;

import org.jspecify.annotations.NullMarked;
