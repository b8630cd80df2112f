package io.casebook.escalation.queue;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are wanted.
 *
 * @param statuses where they stand
 * @param kind what people are asked for; null for anything
 * @param target which team; null for any
 */
public record CaseFilter(
        Set<CaseStatus> statuses,
        @Nullable CaseKind kind,
        @Nullable String target) {
    /** Whatever is not over. */
    public static final CaseFilter WAITING =
            new CaseFilter(EnumSet.of(CaseStatus.OPEN, CaseStatus.CLAIMED), null, null);

    public CaseFilter {
        statuses = Set.copyOf(statuses);
    }

    boolean accepts(EscalatedCase escalated) {
        return statuses.contains(escalated.status())
                && (kind == null || kind == escalated.kind())
                && (target == null || target.equals(escalated.target()));
    }
}
