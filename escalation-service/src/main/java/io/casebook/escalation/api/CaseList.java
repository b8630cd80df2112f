package io.casebook.escalation.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.casebook.escalation.queue.EscalatedCase;
import java.util.List;

/**
 * What waits for people.
 *
 * @param escalations the cases, who waits longest first
 * @param total how many there are, also those beyond the limit
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CaseList(List<EscalatedCase> escalations, int total) {
    CaseList {
        escalations = List.copyOf(escalations);
    }
}
