package io.casebook.ingress;

import io.casebook.ingress.intake.Inbound;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what would be published; can be told to fail. */
@ApplicationScoped
public class CapturedInbound implements Inbound {
    private final List<InboundRecord> records = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void publish(InboundRecord record) {
        if (failing) {
            throw new ApiException(Code.UNAVAILABLE, "Kafka is away");
        }
        records.add(record);
    }

    /** Everything that was published. */
    public List<InboundRecord> records() {
        return List.copyOf(records);
    }

    /** What was published about one conversation. */
    public List<InboundPayload> about(String conversationId) {
        return records.stream()
                .filter(record -> record.conversationId().equals(conversationId))
                .map(InboundRecord::payload)
                .toList();
    }

    /** From now on publishing fails, or works again. */
    public void fail(boolean fails) {
        failing = fails;
    }
}
