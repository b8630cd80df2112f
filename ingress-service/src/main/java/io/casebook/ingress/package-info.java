/**
 * The door: what the outside says becomes an inbound record, what the agent says is delivered to the channel that asked.
 *
 * <p>{@code api} reads requests, {@code intake} decides whether they are accepted and publishes them, {@code delivery} follows
 * what is to be delivered and streams it, {@code webhook} posts it to the company's own systems, {@code chat} is the page for a
 * customer, {@code registry} answers schema-registry tools. A request is answered only once Kafka has its record.
 */
@NullMarked
package io.casebook.ingress;

import org.jspecify.annotations.NullMarked;
