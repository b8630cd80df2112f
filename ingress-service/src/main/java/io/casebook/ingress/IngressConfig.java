package io.casebook.ingress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The settings of this service as they are written: {@code casebook.ingress.…}; three have shorter names of their own. */
@ConfigMapping(prefix = "casebook.ingress")
public interface IngressConfig {
    /** Whether the service follows and delivers; off in tests without Kafka. */
    @WithDefault("true")
    boolean enabled();

    /** How long a request waits for Kafka's acknowledgement. */
    @WithDefault("10s")
    Duration publishTimeout();

    /** How long a request for an unknown conversation waits for it to appear. */
    @WithDefault("1s")
    Duration appearWithin();

    /** Streams of events. */
    Stream stream();

    /** Calls to the company's own systems. */
    Webhook webhook();

    /** The page for a customer. */
    Chat chat();

    /** Streams of events. */
    interface Stream {
        /** How far back a stream can be resumed, and what the chat page shows after a restart. */
        @WithDefault("24h")
        Duration backlog();

        /** How many records are kept for one conversation. */
        @WithDefault("200")
        int recordsPerConversation();

        /** How many characters of records are kept in all; the longest unread conversations go first. */
        @WithDefault("50000000")
        long memory();

        /** How often a quiet stream says that it is alive. */
        @WithDefault("15s")
        Duration heartbeat();

        /** How many streams are open at once. */
        @WithDefault("10000")
        int most();
    }

    /** Calls to the company's own systems. */
    interface Webhook {
        /** Where to post; nothing is posted when empty. */
        @WithDefault("${casebook.webhook.url:}")
        Optional<URI> url();

        /** The secret of the signature. */
        @WithDefault("${casebook.webhook.secret:}")
        Optional<String> secret();

        /** The header that carries the signature. */
        @WithDefault("${casebook.webhook.signature-header:X-Casebook-Signature}")
        String signatureHeader();

        /** How long one attempt may take. */
        @WithDefault("10s")
        Duration timeout();

        /** How long a record is tried while other records get through. */
        @WithDefault("1h")
        Duration giveUpAfter();

        /** How many attempts are made at once. */
        @WithDefault("64")
        int concurrency();

        /** How many records are held that are not delivered yet. */
        @WithDefault("2000")
        int held();
    }

    /** The page for a customer. */
    interface Chat {
        /** Whether the page is served. */
        @WithDefault("true")
        boolean enabled();

        /** Heading of the page. */
        @WithDefault("Customer support")
        String title();

        /**
         * Whom the page's conversations belong to. Without it everybody is {@code customer-demo} in local mode, and an unknown
         * visitor with an id of their own where real keys are set.
         */
        Optional<String> customerId();

        /** How many messages a conversation may send in a minute. */
        @WithDefault("30")
        int messagesPerMinute();

        /** How many conversations this instance opens in a minute for all visitors together. */
        @WithDefault("600")
        int conversationsPerMinute();
    }
}
