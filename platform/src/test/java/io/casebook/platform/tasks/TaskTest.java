package io.casebook.platform.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.vocabulary.event.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {
    private static final Map<String, String> MATERIAL =
            Map.of("question", "Where is my order?", "replies", "On its way.");

    @Test
    void the_same_work_has_the_same_id_whoever_asks_and_whenever() {
        assertThat(draft(MATERIAL, "en").id())
                .isEqualTo(new Task(
                                TaskKind.DRAFT_ARTICLE,
                                Lane.INTERACTIVE,
                                List.of("main"),
                                Duration.ofSeconds(1),
                                "en",
                                MATERIAL)
                        .id())
                .startsWith("draft-article.");
    }

    @Test
    void other_work_has_another_id() {
        var id = draft(MATERIAL, "en").id();

        assertThat(draft(MATERIAL, "de").id()).isNotEqualTo(id);
        assertThat(draft(MATERIAL, null).id()).isNotEqualTo(id);
        assertThat(draft(Map.of("question", "Where is my order", "replies", "?On its way."), "en")
                        .id())
                .isNotEqualTo(id);
        assertThat(new Task(
                                TaskKind.DRAFT_ARTICLE,
                                Lane.BACKGROUND,
                                List.of("other"),
                                Duration.ofSeconds(1),
                                "en",
                                MATERIAL)
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void a_text_that_is_missing_unknown_or_too_long_is_named() {
        assertThatThrownBy(() -> draft(Map.of("question", "Where?"), "en"))
                .hasMessage("the task draft-article needs the text `replies`");
        assertThatThrownBy(() -> draft(Map.of("question", "Where?", "replies", " "), "en"))
                .hasMessageContaining("`replies`");
        assertThatThrownBy(() -> draft(Map.of("question", "?", "replies", "x", "first", "y"), "en"))
                .hasMessage("the task draft-article has no text `first`; it has question, questions, replies");
        assertThatThrownBy(() -> draft(Map.of("question", "?", "replies", "x".repeat(60_000)), "en"))
                .hasMessage("the texts of the task draft-article have 60,001 characters; the most is 60,000");
    }

    @Test
    void work_without_a_model_or_without_time_is_refused() {
        assertThatThrownBy(() -> new Task(
                        TaskKind.DRAFT_ARTICLE, Lane.BACKGROUND, List.of(), Duration.ofSeconds(1), null, MATERIAL))
                .hasMessageContaining("name of a model");
        assertThatThrownBy(() -> new Task(
                        TaskKind.DRAFT_ARTICLE, Lane.BACKGROUND, List.of("main"), Duration.ZERO, null, MATERIAL))
                .hasMessageContaining("needs time");
    }

    @ParameterizedTest
    @EnumSource
    void a_kind_is_found_by_its_name_on_the_wire(TaskKind kind) {
        assertThat(TaskKind.of(kind.wireName())).contains(kind);
        assertThat(kind.material()).containsAll(kind.required());
    }

    private static Task draft(Map<String, String> material, @Nullable String language) {
        return new Task(
                TaskKind.DRAFT_ARTICLE, Lane.BACKGROUND, List.of("main"), Duration.ofMinutes(1), language, material);
    }
}
