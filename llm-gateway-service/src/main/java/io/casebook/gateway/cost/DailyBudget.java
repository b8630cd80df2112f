package io.casebook.gateway.cost;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.gateway.models.Budgets;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ModelTaskResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each tenant's models have cost today: the fold of the topic of results, which every instance reads from its beginning. So all
 * instances know the same, also after a restart. What is on its way is not counted yet: a budget can be passed by as much as is in
 * flight. Thread-safe.
 */
public final class DailyBudget {
    /** Why a model is not asked whose tenant cannot pay for it. */
    public static final String EXHAUSTED = "daily_budget_exhausted";

    private static final int MOST_REMEMBERED = 200_000;
    private static final double MICROS = 1e6;

    private final Budgets budgets;
    private final InstantSource clock;
    private final Map<String, Usage> spent = new HashMap<>();
    private final Cache<String, Boolean> counted =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private LocalDate day;

    /** Nothing spent yet. */
    public DailyBudget(Budgets budgets, InstantSource clock) {
        this.budgets = budgets;
        this.clock = clock;
        this.day = today();
    }

    /** A result is on its topic. A result that comes a second time is counted once. */
    public void count(CompletionResult result) {
        count(result.requestId(), result.tenantId(), result.completedAt(), result.outcome());
    }

    /** A result of a task is on its topic. The same task done again costs again. */
    public void count(ModelTaskResult result) {
        var id = result.taskId() + "@" + result.completedAt();
        count(id, result.tenantId(), result.completedAt(), result.outcome());
    }

    private synchronized void count(String id, String tenantId, Instant completedAt, CompletionOutcome outcome) {
        turnPage();
        var usage = usage(outcome);
        if (usage == null || !day(completedAt).equals(day) || counted.asMap().putIfAbsent(id, Boolean.TRUE) != null) {
            return;
        }
        spent.merge(tenantId, usage, DailyBudget::plus);
    }

    private static @Nullable Usage usage(CompletionOutcome outcome) {
        return switch (outcome) {
            case CompletionAnswer answer -> answer.usage();
            case CompletionFault fault -> fault.usage();
            case CompletionOutcome.Unknown _ -> null;
        };
    }

    /** What a tenant's models have cost today. */
    public synchronized Usage spent(String tenantId) {
        turnPage();
        return spent.getOrDefault(tenantId, new Usage());
    }

    /** The request as its tenant can pay for it: with all its models, or with the built-in one alone. */
    public CompletionRequest affordable(CompletionRequest request) {
        return usedUp(request.tenantId()) == null
                ? request
                : request.withModels(request.models().stream()
                        .filter(ModelRoles.BUILTIN::equals)
                        .toList());
    }

    /** The result of a request that no model is asked for; null where its tenant can pay for it. */
    public @Nullable CompletionResult refusal(CompletionRequest request) {
        var reason = usedUp(request.tenantId());
        if (reason == null || request.models().contains(ModelRoles.BUILTIN)) {
            return null;
        }
        return new CompletionResult(
                request.requestId(),
                request.tenantId(),
                request.conversationId(),
                request.turn(),
                request.epoch(),
                clock.instant(),
                0,
                List.of(),
                new CompletionFault(EXHAUSTED, reason));
    }

    /** What a tenant has used up; null where there is something left, or no budget. */
    public @Nullable String usedUp(String tenantId) {
        var budget = budgets.of(tenantId);
        if (budget == null) {
            return null;
        }
        var usage = spent(tenantId);
        if (budget.usdMicros() > 0 && usage.usdMicros() >= budget.usdMicros()) {
            return "the models of the tenant may cost %.2f US dollars a day (budgets: of the models file); they answer again tomorrow, UTC"
                    .formatted(budget.usdMicros() / MICROS);
        }
        if (budget.tokens() > 0 && usage.inputTokens() + usage.outputTokens() >= budget.tokens()) {
            return "the models of the tenant may take %d tokens a day (budgets: of the models file); they answer again tomorrow, UTC"
                    .formatted(budget.tokens());
        }
        return null;
    }

    private void turnPage() {
        var today = today();
        if (!today.equals(day)) {
            day = today;
            spent.clear();
        }
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                one.inputTokens() + other.inputTokens(),
                one.cachedInputTokens() + other.cachedInputTokens(),
                one.outputTokens() + other.outputTokens(),
                one.usdMicros() + other.usdMicros());
    }
}
