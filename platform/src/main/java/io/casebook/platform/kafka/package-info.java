/**
 * How a service meets Kafka: which topics there are ({@link io.casebook.platform.kafka.Topics}), how a record becomes bytes,
 * and the three ways to work with a topic: publish to it ({@link io.casebook.platform.kafka.RecordPublisher}), answer its
 * requests ({@link io.casebook.platform.kafka.RequestWorker}) or follow it as a reader of the whole
 * ({@link io.casebook.platform.kafka.TopicFollower}). What cannot be read or processed goes to
 * {@link io.casebook.platform.kafka.DeadLetters}, and the stream goes on.
 */
@NullMarked
package io.casebook.platform.kafka;

import org.jspecify.annotations.NullMarked;
