package io.casebook.ingress;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of this service, checked.
 *
 * @param enabled whether the service follows and delivers
 * @param publishTimeout how long a request waits for Kafka's acknowledgement
 * @param appearWithin how long a request for an unknown conversation waits for it to appear
 * @param stream streams of events
 * @param webhook where events are posted; null for nowhere
 * @param chat the page for a customer
 */
public record IngressSettings(
        boolean enabled,
        Duration publishTimeout,
        Duration appearWithin,
        Stream stream,
        @Nullable Webhook webhook,
        Chat chat) {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public IngressSettings {
        requirePositive("casebook.ingress.publish-timeout", publishTimeout);
        require(!appearWithin.isNegative(), "casebook.ingress.appear-within is negative; use 0 or more, such as 1s");
    }

    /** Reads and checks the settings. */
    static IngressSettings of(IngressConfig config) {
        var stream = config.stream();
        var chat = config.chat();
        return new IngressSettings(
                config.enabled(),
                config.publishTimeout(),
                config.appearWithin(),
                new Stream(
                        stream.backlog(),
                        stream.recordsPerConversation(),
                        stream.memory(),
                        stream.heartbeat(),
                        stream.most()),
                webhook(config.webhook()),
                new Chat(
                        chat.enabled(),
                        chat.title(),
                        chat.customerId().filter(id -> !id.isBlank()).orElse(null),
                        chat.messagesPerMinute(),
                        chat.conversationsPerMinute()));
    }

    private static @Nullable Webhook webhook(IngressConfig.Webhook config) {
        var url = config.url().filter(address -> !address.toString().isBlank()).orElse(null);
        if (url == null) {
            return null;
        }
        return new Webhook(
                url,
                config.secret().orElse(""),
                config.signatureHeader(),
                config.timeout(),
                config.giveUpAfter(),
                config.concurrency(),
                config.held());
    }

    /**
     * Streams of events.
     *
     * @param backlog how far back a stream can be resumed
     * @param recordsPerConversation how many records are kept for one conversation
     * @param memory how many characters of records are kept in all
     * @param heartbeat how often a quiet stream says that it is alive
     * @param most how many streams are open at once
     */
    public record Stream(Duration backlog, int recordsPerConversation, long memory, Duration heartbeat, int most) {
        public Stream {
            require(!backlog.isNegative(), "casebook.ingress.stream.backlog is negative; use 0 or more, such as 24h");
            requirePositive("casebook.ingress.stream.records-per-conversation", recordsPerConversation);
            requirePositive("casebook.ingress.stream.memory", memory);
            requirePositive("casebook.ingress.stream.heartbeat", heartbeat);
            requirePositive("casebook.ingress.stream.most", most);
        }
    }

    /**
     * Calls to the company's own systems.
     *
     * @param url where to post
     * @param secret the secret of the signature
     * @param signatureHeader the header that carries the signature
     * @param timeout how long one attempt may take
     * @param giveUpAfter how long a record is tried while other records get through
     * @param concurrency how many attempts are made at once
     * @param held how many records are held that are not delivered yet
     */
    public record Webhook(
            URI url,
            String secret,
            String signatureHeader,
            Duration timeout,
            Duration giveUpAfter,
            int concurrency,
            int held) {
        public Webhook {
            require(
                    ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                    "CASEBOOK_WEBHOOK_URL (casebook.webhook.url) is no web address; use http://… or https://…");
            require(
                    !secret.isBlank(),
                    "CASEBOOK_WEBHOOK_URL is set but CASEBOOK_WEBHOOK_SECRET (casebook.webhook.secret) is empty;"
                            + " set a secret that the receiver knows, for example from `openssl rand -hex 32`");
            require(
                    HEADER.matcher(signatureHeader).matches(),
                    "CASEBOOK_WEBHOOK_SIGNATURE_HEADER is no name of a header; use letters, digits and hyphens");
            requirePositive("casebook.ingress.webhook.timeout", timeout);
            requirePositive("casebook.ingress.webhook.give-up-after", giveUpAfter);
            requirePositive("casebook.ingress.webhook.concurrency", concurrency);
            requirePositive("casebook.ingress.webhook.held", held);
        }

        @Override
        public String toString() {
            return "Webhook[" + url.getScheme() + "://" + url.getHost() + "]";
        }
    }

    /**
     * The page for a customer.
     *
     * @param enabled whether it is served
     * @param title its heading
     * @param customerId whom its conversations belong to; null for the default of the mode
     * @param messagesPerMinute how many messages a conversation may send in a minute
     * @param conversationsPerMinute how many conversations are opened in a minute for all visitors together
     */
    public record Chat(
            boolean enabled,
            String title,
            @Nullable String customerId,
            int messagesPerMinute,
            int conversationsPerMinute) {
        public Chat {
            requirePositive("casebook.ingress.chat.messages-per-minute", messagesPerMinute);
            requirePositive("casebook.ingress.chat.conversations-per-minute", conversationsPerMinute);
        }
    }

    private static void requirePositive(String key, Duration value) {
        require(value.isPositive(), key + " is " + value + "; use more than 0, such as 10s");
    }

    private static void requirePositive(String key, long value) {
        require(value > 0, key + " is " + value + "; use 1 or more");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
