/**
 * Calls that must change nothing: rehearsals of conversations, and replays. They are answered from recorded results, by what a
 * definition says for sandboxes, or, where that is allowed, by the real tools that only read. No call of a tool that writes
 * leaves a sandbox: it is refused where it is decided, and again where it would be sent.
 */
@NullMarked
package io.casebook.tools.sandbox;

import org.jspecify.annotations.NullMarked;
