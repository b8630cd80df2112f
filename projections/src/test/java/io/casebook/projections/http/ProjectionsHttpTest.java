package io.casebook.projections.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.conversations.RecentlyOpened;
import io.casebook.projections.Story;
import io.casebook.projections.follow.FakeCluster;
import io.casebook.vocabulary.event.ConversationFinished;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionsHttpTest {
    private static final String TALKING = idIn(0);
    private static final String FINISHED = idIn(1);
    private static final String LIVE = idIn(2);
    private static final String LONG = idIn(3);

    private final Calls calls =
            new Calls(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/"));

    @Inject
    FakeCluster cluster;

    @Inject
    RecentlyOpened opened;

    @BeforeAll
    void tell() {
        cluster.append(new Story(TALKING, 0)
                .starts()
                .answered(1)
                .handedOff("tier1")
                .human("h-1", "Hello, I am <b>Anna</b>.")
                .events());
        cluster.append(new Story(FINISHED, 1)
                .starts()
                .say(new ConversationFinished("resolved"))
                .events());
        var longStory = new Story(LONG, 3).starts();
        for (var turn = 1; turn <= 83; turn++) {
            longStory.answered(turn);
        }
        cluster.append(longStory.events());
    }

    @Test
    void the_transcript_tells_who_said_what() {
        var answer = calls.get("/v1/conversations/" + TALKING + "/messages");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("participant_type"))
                .containsExactly("Customer", "AI Agent", "AI Agent", "Agent");
        assertThat(answer.json().findValuesAsText("body"))
                .containsExactly(
                        "Where is order 1?",
                        "Order 1 is on its way.",
                        "I am getting a colleague.",
                        "Hello, I am <b>Anna</b>.");
        var first = answer.json().get(0);
        assertThat(first.get("id").asText()).isEqualTo("m-" + TALKING + "-1");
        assertThat(first.get("created").asText()).matches("2026-03-01T09:00:.*Z");
        assertThat(answer.json().get(1).at("/citations/0/article_id").asText()).isEqualTo("returns");
    }

    @Test
    void the_transcript_holds_what_was_written_before_it_was_asked_for() {
        var story = new Story(LIVE, 2).starts();
        var told = 0;
        for (var turn = 1; turn <= 5; turn++) {
            story.answered(turn);
            cluster.append(story.events().subList(told, story.events().size()));
            told = story.events().size();

            assertThat(calls.get("/v1/conversations/" + LIVE + "/messages").json())
                    .hasSize(2 * turn);
        }
    }

    @Test
    void a_conversation_that_was_opened_is_waited_for_and_an_unknown_one_denied_soon() {
        var openings = List.of("messages", "timeline");
        for (var index = 0; index < openings.size(); index++) {
            var id = idIn(4 + index);
            opened.add(id);
            var story = new Story(id, 4 + index).starts();
            CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS).execute(() -> cluster.append(story.events()));

            assertThat(calls.get("/v1/conversations/" + id + "/" + openings.get(index))
                            .status())
                    .isEqualTo(200);
        }
        var began = System.nanoTime();
        assertThat(calls.get("/v1/conversations/nobody/messages").status()).isEqualTo(404);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void the_timeline_holds_every_event_and_the_state_after_it() {
        var answer = calls.get("/v1/conversations/" + TALKING + "/timeline").json();

        assertThat(answer.get("events")).hasSize(10);
        var message = answer.at("/events/2");
        assertThat(message.get("type").asText()).isEqualTo("CustomerMessageReceived");
        assertThat(message.at("/actor/type").asText()).isEqualTo("customer");
        assertThat(message.at("/payload/body").asText()).isEqualTo("Where is order 1?");
        assertThat(message.at("/state/transcript/0/body").asText()).isEqualTo("Where is order 1?");
        assertThat(message.get("changes").findValuesAsText("path")).contains("transcript", "unanswered");
        assertThat(answer.at("/state/phase/type").asText()).isEqualTo("WithHuman");
        assertThat(answer.at("/state/phase/claimed_by").asText()).isEqualTo("anna");
    }

    @Test
    void the_timeline_goes_back_to_any_moment() {
        var answer = calls.get("/v1/conversations/" + TALKING + "/timeline?at=4&states=last")
                .json();

        assertThat(answer.get("sequence").asLong()).isEqualTo(4);
        assertThat(answer.get("events")).hasSize(4);
        assertThat(answer.at("/events/3").has("state")).isFalse();
        assertThat(answer.at("/state/phase/type").asText()).isEqualTo("Answering");
    }

    @Test
    void conversations_are_listed_in_parts_and_by_status() {
        var first = calls.get("/v1/conversations?limit=1").json();
        assertThat(first.get("conversations")).hasSize(1);
        var second = calls.get(
                        "/v1/conversations?limit=1&after=" + first.get("next").asText())
                .json();
        assertThat(second.at("/conversations/0/id")).isNotEqualTo(first.at("/conversations/0/id"));

        var finished = calls.get("/v1/conversations?status=finished").json();
        assertThat(finished.get("conversations").findValuesAsText("id")).containsExactly(FINISHED);
        assertThat(finished.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/v1/conversations/unknown-1/messages 404 not_found",
                "/v1/conversations/unknown-1/timeline 404 not_found",
                "/v1/conversations/bad%20id/messages 400 invalid_argument",
                "/v1/conversations?status=asleep 400 invalid_argument",
                "/v1/conversations?limit=0 400 invalid_argument",
                "/v1/conversations?limit=many 400 invalid_argument",
                "/v1/conversations?after=nonsense 400 invalid_argument",
                "/v1/conversations/%s/timeline?at=0 400 invalid_argument",
                "/v1/conversations/%s/timeline?at=11 400 invalid_argument",
                "/v1/conversations/%s/timeline?states=some 400 invalid_argument"
            })
    void bad_input_is_refused_with_its_reason(String path, int status, String code) {
        var answer = calls.get(path.replace("%s", TALKING));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").asText()).isEqualTo(code);
        assertThat(answer.json().get("message").asText()).isNotBlank();
    }

    @Test
    void the_tables_answer_sql() {
        var answer = calls.post(
                "/projections/query",
                "{\"sql\": \"SELECT type, count(*) AS n FROM events WHERE conversation_id = '" + FINISHED
                        + "' GROUP BY type ORDER BY type\"}");

        assertThat(answer.json().get("columns").findValuesAsText("name")).containsExactly("type", "n");
        assertThat(answer.json().at("/rows/1/0").asText()).isEqualTo("ConversationFinished");
        assertThat(answer.json().at("/rows/1/1").asLong()).isEqualTo(1);
        assertThat(answer.json().get("truncated").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sql\": \"DROP TABLE events\"}|400|invalid_argument",
                "{\"sql\": \"SELECT 1\", \"limit\": 0}|400|invalid_argument",
                "{\"sql\": 7}|400|invalid_argument",
                "{}|400|invalid_argument",
                "no json|400|invalid_argument",
                "{\"sql\": \"SELECT count(*) FROM range(1000000000) a, range(1000) b\"}|504|deadline_exceeded"
            })
    void a_bad_question_is_refused(String body, int status, String code) {
        var answer = calls.post("/projections/query", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").asText()).isEqualTo(code);
    }

    @Test
    void the_list_of_projections_tells_place_lag_and_rows_and_a_rebuild_gives_the_same() {
        var before = calls.get("/v1/conversations/" + TALKING + "/messages").json();
        assertThat(calls.post("/projections/unknown/rebuild", "").status()).isEqualTo(404);

        assertThat(calls.post("/projections/casebook/rebuild", "").status()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var one = calls.get("/projections").json().at("/projections/0");
            assertThat(one.get("name").asText()).isEqualTo("casebook");
            assertThat(one.get("state").asText()).isEqualTo("following");
            assertThat(one.get("lag").asLong()).isZero();
            assertThat(one.at("/rows/events").asLong()).isGreaterThanOrEqualTo(500);
            assertThat(one.get("position")).hasSize(FakeCluster.PARTITIONS);
        });
        assertThat(calls.get("/v1/conversations/" + TALKING + "/messages").json())
                .isEqualTo(before);
    }

    @Test
    void the_page_shows_every_event_as_text_and_the_state_at_the_chosen_one() {
        var page = calls.page("/timeline/" + TALKING + "?at=3");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
        assertThat(page.text())
                .contains("Hello, I am &lt;b&gt;Anna&lt;/b&gt;.", "Turn 1", "After 3", "data-sequence=\"10\"")
                .doesNotContain("<b>Anna", "style=\"", "<script>");
    }

    @Test
    void the_page_of_a_long_conversation_has_all_its_rows() {
        var page = calls.page("/timeline/" + LONG);

        assertThat(page.text().split("<tr id=\"e", -1)).hasSize(500 + 1);
    }

    @Test
    void a_moment_is_a_piece_of_the_page() {
        var piece = calls.page("/timeline/" + TALKING + "/moment?at=4");

        assertThat(piece.text()).contains("After 4 · TurnStarted", "Answering").doesNotContain("<html");
    }

    @Test
    void the_list_of_conversations_links_to_each() {
        assertThat(calls.page("/timeline").text()).contains("href=\"/timeline/" + TALKING + "\"");
        assertThat(calls.page("/timeline?status=finished").text())
                .contains(FINISHED)
                .doesNotContain(TALKING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"/timeline/unknown-1 404", "/timeline/%3Cscript%3E 400", "/timeline?status=asleep 400"})
    void a_page_that_cannot_be_shown_says_why(String path, int status) {
        var page = calls.page(path);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains("role=\"alert\"").doesNotContain("<script>");
    }

    /** An id whose events Kafka would put into this partition. */
    private static String idIn(int partition) {
        for (var number = 0; ; number++) {
            var id = "conversation-" + number;
            var hash = Utils.murmur2(id.getBytes(StandardCharsets.UTF_8));
            if (Utils.toPositive(hash) % FakeCluster.PARTITIONS == partition) {
                return id;
            }
        }
    }
}
