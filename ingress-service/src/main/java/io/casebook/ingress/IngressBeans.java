package io.casebook.ingress;

import com.github.benmanes.caffeine.cache.Ticker;
import io.casebook.ingress.chat.Chat;
import io.casebook.ingress.chat.CustomerMessages;
import io.casebook.ingress.delivery.Streams;
import io.casebook.ingress.intake.Conversations;
import io.casebook.ingress.intake.Inbound;
import io.casebook.ingress.intake.Intake;
import io.casebook.ingress.intake.KafkaInbound;
import io.casebook.ingress.intake.RecentlyAccepted;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.RecentlyOpened;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the parts of this service together. */
@ApplicationScoped
class IngressBeans {

    @Produces
    @Singleton
    IngressSettings settings(IngressConfig config) {
        return IngressSettings.of(config);
    }

    @Produces
    @Singleton
    @DefaultBean
    Inbound inbound(RecordPublisher publisher, Topics topics, IngressSettings settings) {
        return new KafkaInbound(publisher, topics, settings.publishTimeout());
    }

    @Produces
    @Singleton
    Intake intake(
            ConversationStates states,
            RecentlyOpened opened,
            Inbound inbound,
            PlatformSettings platform,
            IngressSettings settings) {
        var recent = new RecentlyAccepted(Ticker.systemTicker());
        var conversations = new Conversations(states, recent, settings.appearWithin());
        return new Intake(conversations, recent, opened, inbound, platform.tenantId(), InstantSource.system());
    }

    @Produces
    @Singleton
    Streams streams(IngressSettings settings) {
        return new Streams(settings.stream());
    }

    @Produces
    @Singleton
    CustomerMessages customerMessages(IngressSettings settings, Streams streams) {
        return new CustomerMessages(
                settings.stream().backlog(), settings.stream().memory(), streams::forget);
    }

    @Produces
    @Singleton
    Chat chat(
            IngressSettings settings,
            PlatformSettings platform,
            Intake intake,
            Streams streams,
            CustomerMessages customers) {
        return new Chat(settings.chat(), platform.localMode(), intake, streams, customers, InstantSource.system());
    }
}
