package io.casebook.escalation;

import io.casebook.escalation.desk.Desk;
import io.casebook.escalation.desk.Inbound;
import io.casebook.escalation.desk.KafkaInbound;
import io.casebook.escalation.queue.CaseQueue;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the parts of this service together. */
@ApplicationScoped
class EscalationBeans {

    @Produces
    @Singleton
    EscalationSettings settings(EscalationConfig config) {
        return EscalationSettings.of(config);
    }

    @Produces
    @Singleton
    CaseQueue queue(EscalationSettings settings) {
        return new CaseQueue(settings.remember(), settings.closedCases(), InstantSource.system());
    }

    @Produces
    @Singleton
    @DefaultBean
    Inbound inbound(RecordPublisher publisher, Topics topics, EscalationSettings settings) {
        return new KafkaInbound(publisher, topics, settings.publishTimeout());
    }

    @Produces
    @Singleton
    Desk desk(CaseQueue queue, Inbound inbound, PlatformSettings platform, EscalationSettings settings) {
        return new Desk(queue, inbound, platform.tenantId(), settings.visibleWithin(), InstantSource.system());
    }
}
