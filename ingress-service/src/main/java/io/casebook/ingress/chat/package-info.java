/**
 * The page on which a customer writes to the agent. Whoever opens it is known by a cookie alone, which names a conversation that
 * nobody can guess; what the page can see and do is limited to that one conversation.
 */
@NullMarked
package io.casebook.ingress.chat;

import org.jspecify.annotations.NullMarked;
