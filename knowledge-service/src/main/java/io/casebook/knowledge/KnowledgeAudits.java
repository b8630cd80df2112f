package io.casebook.knowledge;

import io.casebook.knowledge.audits.AuditReport;
import io.casebook.knowledge.audits.UsageBook;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.tasks.Comparing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all articles when somebody asks what is wrong with them. Nothing waits for it: a report is made on the thread of who asks
 * for it, at most one at a time and one a minute for the same articles. What models say of them was asked before, in the background.
 */
@ApplicationScoped
public class KnowledgeAudits {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final KnowledgeSettings settings;
    private final KnowledgeIndex index;
    private final UsageBook usage;
    private final ModelSettings models;
    private final Comparing comparing;
    private final InstantSource clock = InstantSource.system();
    private @Nullable AuditReport latest;

    KnowledgeAudits(
            KnowledgeSettings settings,
            KnowledgeIndex index,
            UsageBook usage,
            ModelSettings models,
            Comparing comparing) {
        this.settings = settings;
        this.index = index;
        this.usage = usage;
        this.models = models;
        this.comparing = comparing;
    }

    /** What is wrong with the articles as they are now. */
    public synchronized AuditReport report() {
        var now = clock.instant();
        var known = latest;
        var comparison = models.compare().isEmpty() ? null : comparing.comparison();
        if (known != null
                && Objects.equals(known.comparison(), comparison)
                && known.position() == index.position()
                && known.at().plus(GOOD_FOR).isAfter(now)) {
            return known;
        }
        // What was published between the two only makes the report a little newer than it says.
        var position = index.position();
        var report = AuditReport.of(position, index.shelf(), usage.usage(), now, settings.staleAfter(), comparison);
        latest = report;
        return report;
    }
}
