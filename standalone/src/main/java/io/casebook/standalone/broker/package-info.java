/**
 * A real Kafka broker inside the process: one KRaft node on the loopback address, its data in a folder, ended as cleanly as it is
 * started. {@link io.casebook.standalone.broker.EmbeddedKafka} is the way in; {@code BrokerStorage} guards the folder and
 * {@code BrokerProperties} holds every setting with its reason.
 */
@NullMarked
package io.casebook.standalone.broker;

import org.jspecify.annotations.NullMarked;
