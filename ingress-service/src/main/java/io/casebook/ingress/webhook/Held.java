package io.casebook.ingress.webhook;

import io.casebook.ingress.delivery.Notification;
import io.casebook.vocabulary.outbound.OutboundRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that is held until it is delivered.
 *
 * @param part the partition it came from
 * @param raw the record as it was read
 * @param record the record
 * @param notification what is posted
 */
record Held(Assigned part, ConsumerRecord<String, byte[]> raw, OutboundRecord record, Notification notification) {}
