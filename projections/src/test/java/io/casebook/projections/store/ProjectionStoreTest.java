package io.casebook.projections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.projections.Story;
import io.casebook.projections.table.LoggedEvent;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.event.TurnSuperseded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionStoreTest {
    private final Path folder;
    private final Path file;
    private ProjectionStore store;

    ProjectionStoreTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("projections/casebook.duckdb");
        this.store = ProjectionStore.open(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_turn_becomes_rows_of_every_table() {
        var story = new Story("c-1", 0).starts().answered(1);
        store.apply(story.events(), story.end());

        assertThat(Tables.rows(store, "SELECT count(*) FROM events")).containsExactly("8");
        assertThat(Tables.rows(store, "SELECT participant_type, body, is_holding FROM messages ORDER BY sequence"))
                .containsExactly("Customer | Where is order 1? | false", "AI Agent | Order 1 is on its way. | false");
        assertThat(Tables.rows(
                        store,
                        "SELECT status, latest_intent, turns, customer_messages, agent_messages FROM conversations"))
                .containsExactly("active | order_status | 1 | 1 | 1");
        assertThat(Tables.rows(store, "SELECT turn, outcome, intent, steps, input_tokens, latency_ms FROM turns"))
                .containsExactly("1 | replied | order_status | 2 | 100 | 1500");
    }

    @Test
    void the_payload_can_be_asked_as_json() {
        var story = new Story("c-1", 0).starts().answered(1);
        store.apply(story.events(), story.end());

        assertThat(Tables.rows(store, "SELECT payload->>'$.text' FROM events WHERE type = 'ReplyDrafted'"))
                .containsExactly("Order 1 is on its way.");
    }

    @Test
    void events_that_come_again_are_written_once() {
        var story = new Story("c-1", 0).starts().answered(1).answered(2);
        store.apply(story.events(), story.end());
        var before = Tables.all(store);

        store.apply(story.events().subList(3, 9), story.end());

        assertThat(Tables.all(store)).isEqualTo(before);
    }

    @Test
    void a_batch_that_fails_leaves_nothing_behind_and_can_be_repeated() {
        var story = new Story("c-1", 0).starts().answered(1).answered(2);
        var first = story.events().subList(0, 6);
        store.apply(first, Map.of(0, first.getLast().offset() + 1));
        var before = Tables.all(store);
        var rest = story.events().subList(6, story.events().size());
        var broken = new java.util.ArrayList<>(rest);
        broken.add(new LoggedEvent(0, 1_000, rest.getLast().event().withPayload(unwritable())));

        assertThatThrownBy(() -> store.apply(broken, Map.of(0, 1_001L))).isInstanceOf(RuntimeException.class);
        assertThat(Tables.all(store)).isEqualTo(before);

        store.apply(rest, story.end());
        assertThat(Tables.all(store)).isEqualTo(atOnce(story));
    }

    @Test
    void tables_written_event_by_event_with_a_restart_after_each_are_the_tables_written_at_once() {
        var story = new Story("c-1", 3)
                .starts()
                .answered(1)
                .customer("m-x", "I want a human")
                .turn("m-x")
                .say(new TurnSuperseded("new_message"))
                .handedOff("tier1")
                .human("h-1", "Hello, I am Anna.")
                .say(new ConversationErased("conversation"))
                .customer("m-y", "And now?")
                .say(new ConversationFinished("resolved"));
        for (var event : story.events()) {
            store.close();
            store = ProjectionStore.open(file);
            store.apply(List.of(event), Map.of(3, event.offset() + 1));
        }
        store.apply(List.of(), story.end());

        assertThat(Tables.all(store)).isEqualTo(atOnce(story));
    }

    @Test
    void the_place_in_the_log_survives_a_restart() {
        var story = new Story("c-1", 5).starts();
        store.apply(story.events(), story.end());

        store.close();
        store = ProjectionStore.open(file);

        assertThat(store.positions()).isEqualTo(story.end());
    }

    @Test
    void erased_words_are_gone_from_every_table_and_later_ones_stay() {
        var story = new Story("c-1", 0)
                .starts()
                .customer("m-1", "my secret words")
                .turn("m-1")
                .draft("d-1", "secret answer")
                .sent("r-1", "d-1")
                .say(new ConversationErased("conversation"))
                .customer("m-2", "later words");
        store.apply(story.events(), story.end());

        var all = Tables.all(store).toString();
        assertThat(all).doesNotContain("secret").contains("later words", "[erased]");
    }

    @Test
    void a_type_that_this_version_does_not_know_is_kept_as_it_is() {
        var schema = SchemaBuilder.record("WeatherObserved")
                .namespace("io.casebook.vocabulary.event")
                .fields()
                .requiredInt("degrees")
                .endRecord();
        var weather = new Payload.Unknown(
                new GenericRecordBuilder(schema).set("degrees", 21).build());
        var story = new Story("c-1", 0).starts().say(weather);
        store.apply(story.events(), story.end());

        assertThat(Tables.rows(store, "SELECT type, payload FROM events WHERE sequence = 3"))
                .containsExactly("WeatherObserved | {\"degrees\":21}");
    }

    @Test
    void cleared_tables_are_empty_and_begin_again() {
        var story = new Story("c-1", 0).starts().answered(1);
        store.apply(story.events(), story.end());
        var before = Tables.all(store);

        store.clear();
        assertThat(store.positions()).isEmpty();
        assertThat(Tables.rows(store, "SELECT count(*) FROM events")).containsExactly("0");

        store.apply(story.events(), story.end());
        assertThat(Tables.all(store)).isEqualTo(before);
    }

    @Test
    void a_damaged_file_says_how_to_go_on() throws Exception {
        store.close();
        Files.writeString(file, "this is no database".repeat(1000));

        assertThatThrownBy(() -> ProjectionStore.open(file))
                .isInstanceOfSatisfying(ProjectionException.class, fault -> {
                    assertThat(fault.reason()).isEqualTo(ProjectionException.Reason.DAMAGED);
                    assertThat(fault).hasMessageContaining("casebook projections rebuild");
                });
    }

    @Test
    void a_file_that_is_not_there_cannot_be_read() {
        assertThatThrownBy(() -> ProjectionStore.openReadOnly(folder.resolve("none.duckdb"), StoreLimits.DEFAULT))
                .isInstanceOf(ProjectionException.class)
                .hasMessageContaining("does not exist");
    }

    private Map<String, List<String>> atOnce(Story story) {
        try (var other = ProjectionStore.open(folder.resolve("at-once.duckdb"))) {
            other.apply(story.events(), story.end());
            return Tables.all(other);
        }
    }

    /** A payload that fails when it is written. */
    private static Payload unwritable() {
        var schema = SchemaBuilder.record("Broken").fields().requiredInt("n").endRecord();
        return new Payload.Unknown(new org.apache.avro.generic.GenericData.Record(schema) {
            @Override
            public Object get(int field) {
                throw new IllegalStateException("cannot be read");
            }
        });
    }
}
