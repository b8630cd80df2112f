package io.casebook.standalone.log;

/** The cluster has no such topic. */
public final class MissingTopicException extends RuntimeException {

    MissingTopicException(String topic) {
        super(
                "there is no topic %s on this Kafka; start ./casebook up once, or run ./casebook topics create (and check --prefix)"
                        .formatted(topic));
    }
}
