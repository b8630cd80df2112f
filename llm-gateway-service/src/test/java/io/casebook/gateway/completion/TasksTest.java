package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.models.Capability;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TasksTest {
    private static final String ARTICLE = "{\"title\":\"Invoice\",\"body\":\"Within 30 days.\"}";

    private final Gateway gateway = new Gateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_task_is_put_to_its_model_with_its_rules_its_form_and_its_material() {
        try (var big = new ModelDouble(ModelDouble.says(ARTICLE))) {
            var result = gateway.model("big", big).tasks().answer(draft("big"));

            var answer = answered(result);
            assertThat(Personal.plainOrNull(answer.text())).isEqualTo(ARTICLE);
            assertThat(answer.model()).isEqualTo("big");
            assertThat(answer.template()).startsWith("draft-article-");
            assertThat(answer.usage().usdMicros()).isPositive();
            assertThat(answer.priced()).isTrue();
            assertThat(big.body(0))
                    .contains("You write an article", "Within 30 days, from 50 euros on.", "Can I pay later?");
        }
    }

    @Test
    void an_answer_of_no_use_is_asked_for_once_more_with_what_was_wrong() {
        try (var big = new ModelDouble(
                ModelDouble.says("{\"title\":\"Invoice\",\"body\":\"Within 14 days.\"}"), ModelDouble.says(ARTICLE))) {
            var result = gateway.model("big", big).tasks().answer(draft("big"));

            assertThat(Personal.plainOrNull(answered(result).text())).isEqualTo(ARTICLE);
            assertThat(result.rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsExactly("ungrounded");
            assertThat(big.body(1)).contains("state only what it says");
            assertThat(answered(result).usage().inputTokens()).isEqualTo(2_000);
        }
    }

    @Test
    void the_next_model_is_asked_where_one_is_down() {
        try (var down = new ModelDouble(ModelDouble.json(503, "{}"));
                var big = new ModelDouble(ModelDouble.says(ARTICLE))) {
            gateway.model("down", down).model("big", big);

            assertThat(answered(gateway.tasks().answer(draft("down", "big"))).model())
                    .isEqualTo("big");
        }
    }

    @Test
    void the_same_task_is_not_put_to_a_model_twice_and_one_that_failed_is() {
        try (var big = new ModelDouble(
                ModelDouble.says("{}"), ModelDouble.says("{}"), ModelDouble.says(ARTICLE), ModelDouble.says("{}"))) {
            var tasks = gateway.model("big", big).tasks();
            var task = draft("big");

            assertThat(fault(tasks.answer(task))).isEqualTo("rejected");
            var result = tasks.answer(task);
            assertThat(answered(result).model()).isEqualTo("big");
            assertThat(tasks.answer(task)).isEqualTo(result);
            assertThat(big.asked()).isEqualTo(3);
        }
    }

    @Test
    void what_cannot_be_done_is_said_without_a_call() {
        try (var big = new ModelDouble(ModelDouble.says(ARTICLE))) {
            var tasks = gateway.model("big", big).tasks();

            assertThat(fault(tasks.answer(draft("big").withTaskId("t1").withKind("paint-a-picture"))))
                    .isEqualTo("unknown_task");
            assertThat(fault(tasks.answer(draft("big").withTaskId("t2").withMaterial(Map.of()))))
                    .isEqualTo("invalid_request");
            assertThat(fault(tasks.answer(draft("big")
                            .withTaskId("t3")
                            .withMaterial(Map.of(
                                    "question",
                                    Personal.text("?"),
                                    "replies",
                                    new PersonalText(null, ByteBuffer.wrap(new byte[] {1}), "key"))))))
                    .isEqualTo("sealed");
            assertThat(fault(tasks.answer(draft("big")
                            .withTaskId("t4")
                            .withDeadlineAt(Instant.now().minusSeconds(1)))))
                    .isEqualTo("deadline_exceeded");
            assertThat(fault(tasks.answer(draft().withTaskId("t5")))).isEqualTo("no_model");
            assertThat(fault(tasks.answer(draft("nobody").withTaskId("t6")))).isEqualTo("unknown_model");
            assertThat(fault(tasks.answer(draft("builtin").withTaskId("t7")))).isEqualTo("not_generative");
            assertThat(big.asked()).isZero();
        }
    }

    @Test
    void a_model_without_tools_can_do_tasks() {
        try (var plain = new ModelDouble(ModelDouble.says("{\"order\":[2,1]}"))) {
            gateway.without(Capability.TOOLS, "plain", plain);
            var task = task("rank-passages", "plain")
                    .withMaterial(Map.of(
                            "question",
                            Personal.text("How long?"),
                            "passages",
                            Personal.text("[{\"title\":\"A\",\"text\":\"a\"},{\"title\":\"B\",\"text\":\"b\"}]")));

            assertThat(Personal.plainOrNull(
                            answered(gateway.tasks().answer(task)).text()))
                    .isEqualTo("{\"order\":[2,1]}");
        }
    }

    private static ModelTask draft(String... models) {
        return task("draft-article", models)
                .withMaterial(Map.of(
                        "question",
                        Personal.text("Can I pay later?"),
                        "replies",
                        Personal.text("Within 30 days, from 50 euros on.")));
    }

    private static ModelTask task(String kind, String... models) {
        var now = Instant.now();
        return new ModelTask(
                kind + "." + UUID.randomUUID(),
                "default",
                kind,
                Lane.BACKGROUND,
                List.of(models),
                now,
                now.plus(Duration.ofSeconds(30)),
                "en",
                Map.of());
    }

    private static CompletionAnswer answered(ModelTaskResult result) {
        if (result.outcome() instanceof CompletionAnswer answer) {
            return answer;
        }
        throw new AssertionError("no answer but " + result.outcome());
    }

    private static String fault(ModelTaskResult result) {
        if (result.outcome() instanceof CompletionFault fault) {
            assertThat(fault.detail()).isNotBlank();
            return fault.reasonCode();
        }
        throw new AssertionError("no fault but an answer");
    }
}
