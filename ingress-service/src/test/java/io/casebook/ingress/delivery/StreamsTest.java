package io.casebook.ingress.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casebook.ingress.IngressSettings;
import io.casebook.ingress.delivery.StreamItem.Delivered;
import io.casebook.ingress.delivery.StreamItem.Gap;
import io.casebook.ingress.delivery.StreamItem.Passing;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private final Streams streams = streams(5, 10);

    @Test
    void a_stream_gets_what_is_new_in_its_conversation_alone() {
        var listener = listen("c1", null);

        streams.deliver(Outbounds.message("c1", 3, "hello"));
        streams.deliver(Outbounds.message("c2", 9, "not yours"));

        assertThat(cursors(listener)).containsExactly("3.1");
    }

    @Test
    void without_a_place_nothing_old_is_told() {
        streams.deliver(Outbounds.message("c1", 3, "old"));

        assertThat(cursors(listen("c1", null))).isEmpty();
    }

    @Test
    void after_a_place_comes_all_that_is_kept_and_then_what_is_new() {
        streams.deliver(Outbounds.message("c1", 3, "seen"));
        streams.deliver(Outbounds.message("c1", 5, "missed"));

        var listener = listen("c1", Cursor.endOf(3));
        streams.deliver(Outbounds.finished("c1", 8));

        assertThat(cursors(listener)).containsExactly("5.1", "8.1");
    }

    @Test
    void records_of_one_event_have_places_of_their_own() {
        streams.deliver(Outbounds.message("c1", 3, "first"));
        streams.deliver(Outbounds.finished("c1", 3));

        assertThat(cursors(listen("c1", Cursor.START))).containsExactly("3.1", "3.2");
        assertThat(cursors(listen("c1", new Cursor(3, 1)))).containsExactly("3.2");
        assertThat(cursors(listen("c1", Cursor.endOf(3)))).isEmpty();
    }

    @Test
    void a_repeated_record_is_told_once() {
        var listener = listen("c1", null);

        streams.deliver(Outbounds.message("c1", 3, "hello"));
        streams.deliver(Outbounds.message("c1", 3, "hello"));

        assertThat(cursors(listener)).containsExactly("3.1");
    }

    @Test
    void typing_passes_and_is_not_kept() {
        var listener = listen("c1", null);

        streams.deliver(Outbounds.typing("c1", 3));

        assertThat(listener.getItems()).hasAtLeastOneElementOfType(Passing.class);
        assertThat(streams.kept("c1")).isEmpty();
    }

    @Test
    void a_listener_that_was_away_too_long_is_told_of_the_gap() {
        for (var sequence = 1; sequence <= 7; sequence++) {
            streams.deliver(Outbounds.message("c1", sequence, "text"));
        }

        var listener = listen("c1", Cursor.endOf(1));

        assertThat(listener.getItems()).contains(new Gap(new Cursor(3, 1)));
        assertThat(cursors(listener)).containsExactly("3.1", "4.1", "5.1", "6.1", "7.1");
        assertThat(listen("c1", Cursor.endOf(2)).getItems()).doesNotHaveAnyElementsOfTypes(Gap.class);
    }

    @Test
    void a_record_older_than_all_that_is_kept_is_a_repetition() {
        for (var sequence = 1; sequence <= 7; sequence++) {
            streams.deliver(Outbounds.message("c1", sequence, "text"));
        }

        streams.deliver(Outbounds.message("c1", 1, "text"));

        assertThat(streams.kept("c1")).hasSize(5);
    }

    @Test
    void a_closed_stream_costs_nothing_any_more() {
        var listener = listen("c1", null);
        assertThat(streams.count()).isEqualTo(1);

        listener.cancel();

        assertThat(streams.count()).isZero();
    }

    @Test
    void more_streams_than_allowed_are_refused() {
        var few = streams(5, 1);
        var _ = few.open("c1", null).subscribe().withSubscriber(AssertSubscriber.create(10));

        assertThatThrownBy(() -> few.open("c2", null))
                .asInstanceOf(type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void a_listener_that_does_not_keep_up_is_let_go_and_others_are_not() {
        var slow = streams.open("c1", null).subscribe().withSubscriber(AssertSubscriber.create(1));
        var quick = listen("c1", null);

        for (var sequence = 1; sequence <= 1_000; sequence++) {
            streams.deliver(Outbounds.message("c1", sequence, "text"));
        }

        slow.request(Long.MAX_VALUE).awaitCompletion();
        assertThat(cursors(quick)).hasSize(1_000);
        assertThat(streams.count()).isEqualTo(1);
    }

    @Test
    void a_quiet_stream_hears_that_it_is_alive() {
        var listener = listen("c1", null);
        var before = listener.getItems().size();

        streams.beat();

        assertThat(listener.getItems()).hasSize(before + 1);
        assertThat(listener.getItems().getLast()).isEqualTo(new StreamItem.Beat());
    }

    @Test
    void erased_texts_are_no_longer_kept() {
        streams.deliver(Outbounds.message("c1", 3, "secret"));

        streams.forget("c1");

        assertThat(streams.kept("c1")).isEmpty();
    }

    @Test
    void when_the_service_stops_streams_end_so_that_listeners_go_elsewhere() {
        var listener = listen("c1", null);

        streams.close();

        listener.awaitCompletion();
        assertThatThrownBy(() -> streams.open("c1", null)).isInstanceOf(ApiException.class);
    }

    private AssertSubscriber<StreamItem> listen(
            String conversationId, @org.jspecify.annotations.Nullable Cursor after) {
        return streams.open(conversationId, after).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private static List<String> cursors(AssertSubscriber<StreamItem> listener) {
        return listener.getItems().stream()
                .filter(Delivered.class::isInstance)
                .map(item -> ((Delivered) item).cursor().toString())
                .toList();
    }

    private static Streams streams(int kept, int most) {
        return new Streams(
                new IngressSettings.Stream(Duration.ofHours(1), kept, 1_000_000, Duration.ofSeconds(15), most));
    }
}
