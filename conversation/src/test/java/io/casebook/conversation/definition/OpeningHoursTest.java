package io.casebook.conversation.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.OpeningHours.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private final OpeningHours office = new OpeningHours(
            VIENNA,
            Map.of(
                    DayOfWeek.MONDAY, List.of(span(13, 17), span(9, 12)),
                    DayOfWeek.WEDNESDAY, List.of(span(9, 12))),
            Set.of(LocalDate.of(2026, 3, 4)));

    private static Span span(int from, int to) {
        return new Span(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void Hours_are_those_of_their_own_zone_and_end_before_their_end() {
        assertThat(office.openAt(at("2026-03-02T08:00:00Z"))).isTrue();
        assertThat(office.openAt(at("2026-03-02T07:59:59Z"))).isFalse();
        assertThat(office.openAt(at("2026-03-02T11:00:00Z"))).isFalse();
        assertThat(office.openAt(at("2026-03-02T15:59:59Z"))).isTrue();
    }

    @Test
    void The_next_hours_begin_later_today_or_on_the_next_day_that_is_not_closed() {
        assertThat(office.nextOpening(at("2026-03-02T11:30:00Z"))).isEqualTo(at("2026-03-02T12:00:00Z"));
        // Wednesday the 4th is closed.
        assertThat(office.nextOpening(at("2026-03-03T11:30:00Z"))).isEqualTo(at("2026-03-09T08:00:00Z"));
    }

    @Test
    void Summer_time_moves_the_hours_with_the_clock() {
        assertThat(office.nextOpening(at("2026-03-25T20:00:00Z"))).isEqualTo(at("2026-03-30T07:00:00Z"));
    }

    @Test
    void An_hour_that_the_clock_leaves_out_begins_after_it() {
        var night = new OpeningHours(
                VIENNA, Map.of(DayOfWeek.SUNDAY, List.of(new Span(LocalTime.of(2, 30), LocalTime.of(5, 0)))), Set.of());
        assertThat(night.nextOpening(at("2026-03-28T20:00:00Z"))).isEqualTo(at("2026-03-29T01:30:00Z"));
    }

    @Test
    void A_day_may_be_open_until_its_end() {
        var late = new OpeningHours(
                VIENNA, Map.of(DayOfWeek.MONDAY, List.of(new Span(LocalTime.of(20, 0), LocalTime.MIDNIGHT))), Set.of());
        assertThat(late.openAt(at("2026-03-02T22:59:59Z"))).isTrue();
        assertThat(late.openAt(at("2026-03-02T23:00:00Z"))).isFalse();
    }

    @Test
    void Whoever_is_never_there_has_no_next_hours() {
        assertThat(new OpeningHours(VIENNA, Map.of(), Set.of()).nextOpening(at("2026-03-02T11:30:00Z")))
                .isNull();
    }

    @Test
    void Hours_that_end_before_they_begin_are_none() {
        assertThatThrownBy(() -> span(17, 9)).hasMessageContaining("end after they begin");
    }
}
