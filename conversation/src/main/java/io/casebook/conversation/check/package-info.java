/**
 * What may leave the house as a reply. Each check is a class of its own that reads a draft and what the agent was given, and says
 * what is wrong in words that a model can act upon. Pure, and linear in the length of the texts: checks run for every reply, in the
 * thread that decides. What can be prepared is prepared once a version of the agent, in {@link
 * io.casebook.conversation.check.DraftChecks}.
 */
@NullMarked
package io.casebook.conversation.check;

import org.jspecify.annotations.NullMarked;
