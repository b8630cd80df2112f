/**
 * The built-in model: deterministic, in this process, without a network and without a key. It tells what a customer wants by
 * likeness to the procedures' examples, which language a message is in, and which sentences of the articles answer it. It writes
 * nothing of its own.
 */
@NullMarked
package io.casebook.gateway.builtin;

import org.jspecify.annotations.NullMarked;
