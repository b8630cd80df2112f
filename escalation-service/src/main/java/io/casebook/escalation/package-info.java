/**
 * The desk where humans take over: a queue of hand-offs with their context, claims, approvals, replies and feedback.
 *
 * <p>{@code queue} follows what waits for people, {@code desk} turns what a person does into inbound records, {@code api} and
 * {@code page} are the two ways to do it. A person's deed is answered only once Kafka has its record.
 */
@NullMarked
package io.casebook.escalation;

import org.jspecify.annotations.NullMarked;
