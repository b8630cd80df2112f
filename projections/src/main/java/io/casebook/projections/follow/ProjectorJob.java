package io.casebook.projections.follow;

import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.projections.store.StoreLimits;
import io.casebook.vocabulary.event.ConversationEvent;
import java.nio.file.Path;

/**
 * What is read where to.
 *
 * @param file the file of the tables
 * @param limits how much of the machine they may take
 * @param log the log
 * @param clients the cluster
 * @param deadLetters where unreadable records go
 */
public record ProjectorJob(
        Path file, StoreLimits limits, Topic<ConversationEvent> log, KafkaClients clients, DeadLetters deadLetters) {}
