package io.casebook.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.Requests;
import io.casebook.gateway.models.Budgets;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ModelTaskResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DailyBudgetTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Budgets A_DOLLAR = new Budgets(new Budgets.Daily(1_000_000, 0), Map.of());

    private Instant now = NOON;

    private DailyBudget budget(Budgets budgets) {
        return new DailyBudget(budgets, () -> now);
    }

    private static CompletionResult result(String id, String tenant, Instant at, CompletionOutcome outcome) {
        return new CompletionResult(id, tenant, "conv", 1, 1, at, 5, List.of(), outcome);
    }

    private static CompletionResult cost(String id, long usdMicros) {
        return result(id, "default", NOON, new CompletionAnswer("big", new Usage(1000, 0, 100, usdMicros)));
    }

    @Test
    void no_model_is_asked_any_more_once_the_days_money_is_spent_and_it_is_said_when_it_goes_on() {
        var budget = budget(A_DOLLAR);
        var request = Requests.reason("Hi", "big", "small");
        budget.count(cost("r1", 600_000));
        assertThat(budget.refusal(request)).isNull();

        budget.count(cost("r2", 400_000));

        var refusal = Objects.requireNonNull(budget.refusal(request));
        assertThat(refusal.requestId()).isEqualTo(request.requestId());
        assertThat(refusal.outcome()).isInstanceOfSatisfying(CompletionFault.class, fault -> {
            assertThat(fault.reasonCode()).isEqualTo("daily_budget_exhausted");
            assertThat(fault.detail()).contains("1.00 US dollars", "budgets:", "tomorrow");
        });
    }

    @Test
    void what_tasks_cost_counts_as_well_and_each_time_anew() {
        var budget = budget(A_DOLLAR);
        var usage = new Usage(1000, 0, 100, 600_000);
        var task = new ModelTaskResult(
                "draft-article.1", "default", "draft-article", NOON, 5, List.of(), new CompletionAnswer("big", usage));
        budget.count(task);
        budget.count(task);
        assertThat(budget.usedUp("default")).isNull();

        budget.count(task.withCompletedAt(NOON.plusSeconds(60)));

        assertThat(budget.usedUp("default")).contains("1.00 US dollars");
        assertThat(budget.usedUp("another")).isNull();
    }

    @Test
    void what_answers_of_no_use_cost_counts_although_the_call_failed() {
        var budget = budget(A_DOLLAR);
        budget.count(result(
                "r1",
                "default",
                NOON,
                new CompletionFault("rejected", "empty").withUsage(new Usage(1000, 0, 100, 1_000_000))));

        assertThat(budget.refusal(Requests.reason("Hi", "big"))).isNotNull();
    }

    @Test
    void the_built_in_model_goes_on_for_it_costs_nothing() {
        var budget = budget(A_DOLLAR);
        budget.count(cost("r1", 1_000_000));
        var request = Requests.reason("Hi", "big", "builtin");

        assertThat(budget.refusal(request)).isNull();
        assertThat(budget.affordable(request).models()).containsExactly("builtin");
    }

    @Test
    void a_new_day_begins_with_nothing_spent() {
        var budget = budget(A_DOLLAR);
        budget.count(cost("r1", 1_000_000));

        now = Instant.parse("2026-03-02T00:00:00Z");

        assertThat(budget.spent("default")).isEqualTo(new Usage());
        assertThat(budget.refusal(Requests.reason("Hi", "big"))).isNull();
        budget.count(cost("late", 900_000));
        assertThat(budget.spent("default")).isEqualTo(new Usage());
    }

    @Test
    void a_result_that_is_read_twice_is_paid_once() {
        var budget = budget(A_DOLLAR);
        budget.count(cost("r1", 500_000));
        budget.count(cost("r1", 500_000));

        assertThat(budget.spent("default").usdMicros()).isEqualTo(500_000);
    }

    @Test
    void tenants_spend_for_themselves_and_tokens_are_limited_like_money() {
        var budget = budget(new Budgets(null, Map.of("acme", new Budgets.Daily(0, 1000))));
        budget.count(result("r1", "acme", NOON, new CompletionAnswer("big", new Usage(900, 0, 100, 0))));
        budget.count(result("r2", "other", NOON, new CompletionAnswer("big", new Usage(90_000, 0, 100, 0))));

        assertThat(budget.refusal(Requests.reason("Hi", "big").withTenantId("acme")))
                .isNotNull();
        assertThat(budget.refusal(Requests.reason("Hi", "big").withTenantId("other")))
                .isNull();
    }
}
