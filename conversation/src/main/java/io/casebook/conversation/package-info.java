/**
 * The heart of Casebook, pure: what happens next in a conversation ({@link io.casebook.conversation.Decider}), what is known
 * after it happened ({@link io.casebook.conversation.Evolver}), and what has to be sent because of it
 * ({@link io.casebook.conversation.Commands}).
 *
 * <p>No Kafka, no clock, no randomness, no input or output: time, ids and the answers of models, tools and searches come in as
 * data. The same functions run in the topology, in tests and in time travel.
 */
@NullMarked
package io.casebook.conversation;

import org.jspecify.annotations.NullMarked;
