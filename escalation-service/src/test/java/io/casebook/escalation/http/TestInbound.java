package io.casebook.escalation.http;

import io.casebook.escalation.desk.Inbound;
import io.casebook.vocabulary.inbound.InboundRecord;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what would go to Kafka. */
@Singleton
class TestInbound implements Inbound {
    final List<InboundRecord> published = new CopyOnWriteArrayList<>();

    @Override
    public void publish(InboundRecord record) {
        published.add(record);
    }
}
