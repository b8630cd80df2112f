package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
    private final Topics topics = new Topics("casebook.", 8);

    @ParameterizedTest
    @CsvSource({
        "inbound, 8, 7, InboundRecord",
        "log, 8, -1, ConversationEvent",
        "llm.requests, 8, 1, CompletionRequest",
        "llm.background, 8, 1, CompletionRequest",
        "llm.results, 8, 1, CompletionResult",
        "llm.tasks, 8, 1, ModelTask",
        "llm.task-results, 8, 7, ModelTaskResult",
        "tool.requests, 8, 1, ToolCallRequest",
        "tool.results, 8, 1, ToolCallResult",
        "tool.ledger, 8, 30, LedgerEntry",
        "knowledge.articles, 1, -1, ArticleRecord",
        "knowledge.requests, 8, 1, SearchRequest",
        "knowledge.results, 8, 1, SearchResult",
        "definitions, 1, -1, DefinitionRecord",
        "outbound, 8, 7, OutboundRecord",
        "escalations, 8, 30, EscalationRecord",
        "dead-letters, 8, 30, DeadLetter"
    })
    void each_topic_is_as_wide_and_kept_as_long_as_designed(String name, int partitions, int days, String value) {
        var topic = named("casebook." + name);

        assertThat(topic.partitions()).isEqualTo(partitions);
        assertThat(topic.codec().schema().getName()).isEqualTo(value);
        assertThat(topic.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry(
                        "retention.ms",
                        days < 0 ? "-1" : Long.toString(Duration.ofDays(days).toMillis()));
    }

    @Test
    void articles_carry_the_time_of_the_broker() {
        assertThat(new Topics("casebook.", 3).articles().settings())
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void there_are_no_others() {
        assertThat(topics.all()).hasSize(17).doesNotHaveDuplicates();
    }

    @Test
    void a_topic_kept_for_a_day_is_not_held_back_by_a_segment_of_a_week() {
        for (var topic : topics.all()) {
            var kept = Long.parseLong(topic.settings().get("retention.ms"));
            if (kept > 0) {
                assertThat(Long.parseLong(topic.settings().get("segment.ms"))).isLessThan(kept);
            }
        }
    }

    @Test
    void a_dead_letter_has_room_for_the_largest_record() {
        assertThat(size(topics.deadLetters())).isGreaterThan(size(topics.definitions()));
        assertThat(size(topics.deadLetters())).isGreaterThan(size(topics.articles()));
    }

    @Test
    void another_prefix_shares_no_topic() {
        assertThat(new Topics("evaluation.", 2).all())
                .extracting(Topic::name)
                .doesNotContainAnyElementsOf(
                        topics.all().stream().map(Topic::name).toList())
                .allMatch(name -> name.startsWith("evaluation."));
    }

    @Test
    void a_topic_without_partitions_is_refused() {
        assertThatThrownBy(() -> new Topics("casebook.", 0)).hasMessageContaining("casebook.inbound");
    }

    @Test
    void every_topic_has_a_subject_with_todays_schema_last() {
        var subjects = new Subjects(topics);

        assertThat(subjects.names()).hasSize(17).contains("casebook.log-value");
        var log = subjects.versions("casebook.log-value");
        assertThat(log).isNotEmpty();
        assertThat(log.getLast().schema()).isEqualTo(topics.log().codec().schema());
        assertThat(log.stream().map(Subjects.Version::version)).first().isEqualTo(1);
        assertThat(subjects.versions("casebook.nothing-value")).isEmpty();
    }

    private static long size(Topic<?> topic) {
        return Long.parseLong(topic.settings().get("max.message.bytes"));
    }

    private Topic<?> named(String name) {
        return topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
