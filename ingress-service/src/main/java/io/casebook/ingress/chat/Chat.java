package io.casebook.ingress.chat;

import io.casebook.ingress.IngressSettings;
import io.casebook.ingress.delivery.Cursor;
import io.casebook.ingress.delivery.StreamItem;
import io.casebook.ingress.delivery.Streams;
import io.casebook.ingress.intake.Intake;
import io.casebook.ingress.intake.Opening;
import io.casebook.ingress.request.Fields;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a visitor of the page can do. */
public final class Chat {
    /** The longest message that the page takes. */
    public static final int LONGEST_MESSAGE = 8_000;

    private static final String CHANNEL = "web";
    private static final String DEMO_CUSTOMER = "customer-demo";
    private static final String EVERYBODY = "everybody";
    private static final int TYPING_PER_MINUTE = 30;

    private final IngressSettings.Chat settings;
    private final boolean localMode;
    private final Intake intake;
    private final Streams streams;
    private final CustomerMessages customers;
    private final InstantSource clock;
    private final RateLimits conversations;
    private final RateLimits messages;
    private final RateLimits typing;

    /**
     * @param settings the page's settings
     * @param localMode true where no real keys are set
     * @param intake accepts what visitors do
     * @param streams has what the agent said
     * @param customers has what visitors said
     * @param clock when something is written
     */
    public Chat(
            IngressSettings.Chat settings,
            boolean localMode,
            Intake intake,
            Streams streams,
            CustomerMessages customers,
            InstantSource clock) {
        this.settings = settings;
        this.localMode = localMode;
        this.intake = intake;
        this.streams = streams;
        this.customers = customers;
        this.clock = clock;
        conversations = new RateLimits(settings.conversationsPerMinute(), TimeMeter.SYSTEM_NANOTIME);
        messages = new RateLimits(settings.messagesPerMinute(), TimeMeter.SYSTEM_NANOTIME);
        typing = new RateLimits(TYPING_PER_MINUTE, TimeMeter.SYSTEM_NANOTIME);
    }

    /** Begins a conversation with the AI agent. */
    ChatId begin() {
        requireEnabled();
        refuseIfTooOften(conversations.take(EVERYBODY), "conversations");
        var id = ChatId.next();
        var open =
                new OpenConversation(customerId(id), CHANNEL, clock.instant()).withAssigneeType(AssigneeType.AI_AGENT);
        intake.open(new Opening(id.value(), false, open, ContentHash.of(id.value())));
        return id;
    }

    /** Takes a message of the visitor. */
    void say(@Nullable ChatId id, Fields fields) {
        var chat = require(id);
        var messageId = fields.id("id");
        var body = fields.text("body", LONGEST_MESSAGE);
        refuseIfTooOften(messages.take(chat.value()), "messages");
        intake.post(
                chat.value(),
                new PostMessage(
                        messageId,
                        Personal.text(body),
                        ContentHash.of(body, null),
                        ParticipantType.CUSTOMER,
                        clock.instant()));
    }

    /** The visitor types; told too often it is not passed on. */
    void type(@Nullable ChatId id) {
        var chat = require(id);
        if (typing.take(chat.value()).isZero()) {
            intake.submit(
                    chat.value(),
                    new Actor(ActorType.CUSTOMER, null),
                    new ReportChannelEvent("typing", null, null, null),
                    null);
        }
    }

    /** The conversation so far; null where there is none. */
    @Nullable
    History history(@Nullable ChatId id) {
        requireEnabled();
        if (id == null) {
            return null;
        }
        try {
            intake.read(id.value());
        } catch (ApiException e) {
            if (e.code() == Code.NOT_FOUND) {
                return null;
            }
            throw e;
        }
        var delivered = streams.kept(id.value());
        var lines = new ArrayList<Timed>();
        customers.in(id).forEach(said -> lines.add(new Timed(said.at(), ChatLine.of(said))));
        for (var item : delivered) {
            var line = ChatLine.of(item.record());
            if (line != null) {
                lines.add(new Timed(item.record().at(), line));
            }
        }
        lines.sort(Comparator.comparing(Timed::at));
        var cursor = delivered.isEmpty() ? Cursor.START : delivered.getLast().cursor();
        return new History(lines.stream().map(Timed::line).toList(), cursor);
    }

    /** What the agent says from now on, or from a place on. */
    io.smallrye.mutiny.Multi<StreamItem> stream(@Nullable ChatId id, @Nullable Cursor after) {
        return streams.open(require(id).value(), after);
    }

    /** Where the visitor can look behind the scenes; null outside of local mode, where the id is nobody's business. */
    @Nullable
    String timelineOf(ChatId id) {
        return localMode ? "/timeline/" + id.value() : null;
    }

    /** True where no real keys are set. */
    boolean localMode() {
        return localMode;
    }

    /** Heading of the page. */
    String title() {
        return settings.title();
    }

    /** Refuses everything where the page is switched off. */
    void requireEnabled() {
        if (!settings.enabled()) {
            throw new ApiException(
                    Code.NOT_FOUND, "the chat page is switched off; set casebook.ingress.chat.enabled to true");
        }
    }

    private ChatId require(@Nullable ChatId id) {
        requireEnabled();
        if (id == null) {
            throw new ApiException(
                    Code.NOT_FOUND, "there is no conversation yet; begin one with POST /chat/conversation");
        }
        return id;
    }

    private String customerId(ChatId id) {
        var configured = settings.customerId();
        if (configured != null) {
            return configured;
        }
        return localMode ? DEMO_CUSTOMER : "visitor-" + ContentHash.of(id.value());
    }

    private static void refuseIfTooOften(Duration wait, String what) {
        if (!wait.isZero()) {
            var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw new ApiException(
                    Code.RESOURCE_EXHAUSTED,
                    "too many %s in a short time; try again in %d s".formatted(what, seconds),
                    Map.of("retry_after_seconds", seconds));
        }
    }

    /**
     * The conversation so far.
     *
     * @param lines what was said and what happened, oldest first
     * @param cursor the place after which the stream goes on
     */
    record History(List<ChatLine> lines, Cursor cursor) {
        History {
            lines = List.copyOf(lines);
        }
    }

    private record Timed(Instant at, ChatLine line) {}
}
