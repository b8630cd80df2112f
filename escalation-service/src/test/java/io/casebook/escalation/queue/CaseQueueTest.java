package io.casebook.escalation.queue;

import static io.casebook.escalation.Records.approval;
import static io.casebook.escalation.Records.claimed;
import static io.casebook.escalation.Records.closed;
import static io.casebook.escalation.Records.handOff;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.escalation.Records;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.escalation.EscalationOpened;
import io.casebook.vocabulary.escalation.EscalationRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CaseQueueTest {
    private Instant now = Records.START;
    private final CaseQueue queue = new CaseQueue(Duration.ofDays(30), 3, () -> now);

    @Test
    void a_hand_off_waits_until_somebody_takes_it_and_gives_it_back() {
        queue.accept(handOff("h", 5, "tier1", 10));
        assertThat(status("h")).isEqualTo(CaseStatus.OPEN);

        queue.accept(claimed("h", 6, "anna"));
        assertThat(status("h")).isEqualTo(CaseStatus.CLAIMED);
        assertThat(find("h").claimedBy()).isEqualTo("anna");

        queue.accept(closed("h", 8, "handed_back", "anna"));
        assertThat(status("h")).isEqualTo(CaseStatus.CLOSED);
        assertThat(queue.list(CaseFilter.WAITING)).isEmpty();
    }

    @Test
    void a_hand_off_out_of_hours_says_when_the_customer_was_told_to_be_answered() {
        var from = Records.START.plusSeconds(3600);
        var record = handOff("h", 5, "tier1", 10);
        queue.accept(record.withPayload(((EscalationOpened) record.payload()).withAnsweredFrom(from)));
        assertThat(find("h").answeredFrom()).isEqualTo(from);
    }

    @Test
    void the_case_is_the_same_in_whatever_order_and_however_often_its_records_come() {
        var records = List.of(
                handOff("h", 5, "tier1", 10),
                claimed("h", 5, "anna"),
                claimed("h", 9, "ben"),
                closed("h", 12, "handed_back", "ben"));
        var expected = after(records);
        for (var seed = 0; seed < 50; seed++) {
            var shuffled = new ArrayList<EscalationRecord>(records);
            shuffled.addAll(records.subList(0, seed % 4));
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(after(shuffled)).as("order %d", seed).isEqualTo(expected);
        }
        assertThat(expected.claimedBy()).isEqualTo("ben");
    }

    @Test
    void a_case_whose_opening_is_unknown_is_not_shown() {
        queue.accept(claimed("h", 6, "anna"));

        assertThat(queue.find("h")).isNull();
        assertThat(queue.list(new CaseFilter(EnumSet.allOf(CaseStatus.class), null, null)))
                .isEmpty();
    }

    @Test
    void a_closed_case_that_is_opened_again_waits_again() {
        queue.accept(handOff("h", 5, "tier1", 10));
        queue.accept(claimed("h", 6, "anna"));
        queue.accept(closed("h", 7, "handed_back", "anna"));
        queue.accept(handOff("h", 9, "billing", 1));

        assertThat(status("h")).isEqualTo(CaseStatus.OPEN);
        assertThat(find("h").target()).isEqualTo("billing");
        assertThat(find("h").claimedBy()).isNull();
    }

    @Test
    void who_waits_longest_stands_first() {
        queue.accept(handOff("short", 1, "tier1", 1));
        queue.accept(handOff("long", 1, "billing", 90));
        queue.accept(handOff("middle", 1, null, 30));
        queue.accept(claimed("middle", 2, "anna"));

        assertThat(ids(CaseFilter.WAITING)).containsExactly("long", "middle", "short");
    }

    @Test
    void the_list_can_be_narrowed_to_a_status_a_kind_and_a_team() {
        queue.accept(handOff("h1", 1, "tier1", 1));
        queue.accept(handOff("h2", 1, "billing", 1));
        queue.accept(claimed("h2", 2, "anna"));
        queue.accept(approval("a1", 1, "{}"));

        assertThat(ids(new CaseFilter(EnumSet.of(CaseStatus.OPEN), null, null))).containsExactly("h1", "a1");
        assertThat(ids(new CaseFilter(EnumSet.of(CaseStatus.CLAIMED), null, null)))
                .containsExactly("h2");
        assertThat(ids(new CaseFilter(EnumSet.allOf(CaseStatus.class), CaseKind.TOOL_APPROVAL, null)))
                .containsExactly("a1");
        assertThat(ids(new CaseFilter(EnumSet.allOf(CaseStatus.class), null, "billing")))
                .containsExactly("h2");
    }

    @Test
    void an_approval_shows_the_exact_payload_and_its_hash() {
        queue.accept(approval("a", 3, "{\"amount\": 120.5}"));

        assertThat(find("a").payload()).isEqualTo("{\"amount\": 120.5}");
        assertThat(find("a").payloadHash()).hasSize(16);
        assertThat(find("a").subjectId()).isEqualTo("call-a");
    }

    @Test
    void an_approval_shows_what_the_platform_fills_in() {
        var record = approval("a", 3, "{\"amount\": 120.5}");
        var filled = Personal.text("{\"customer_id\": \"c-1\"}");
        queue.accept(record.withPayload(((EscalationOpened) record.payload()).withBound(filled)));

        assertThat(find("a").bound()).isEqualTo("{\"customer_id\": \"c-1\"}");
    }

    @Test
    void only_the_latest_closed_cases_are_remembered() {
        for (var number = 0; number < 600; number++) {
            queue.accept(handOff("h" + number, 2L * number, null, 1));
            if (number < 590) {
                queue.accept(closed("h" + number, 2L * number + 1, "finished", null));
            }
        }

        assertThat(queue.list(new CaseFilter(EnumSet.of(CaseStatus.CLOSED), null, null)))
                .hasSizeLessThan(600 - 3);
        assertThat(queue.list(CaseFilter.WAITING)).hasSize(10);
        assertThat(queue.find("h0")).isNull();
    }

    @Test
    void what_changed_last_longer_ago_than_remembered_is_forgotten() {
        queue.accept(handOff("old", 1, null, 1));
        now = Records.START.plus(Duration.ofDays(31));
        for (var number = 0; number < 500; number++) {
            queue.accept(claimed("other", number, "anna"));
        }

        assertThat(queue.find("old")).isNull();
    }

    @Test
    void who_waits_for_a_change_is_woken_by_it() {
        queue.accept(handOff("h", 1, null, 1));
        var awaited = CompletableFuture.supplyAsync(
                () -> queue.await("h", escalated -> escalated.claimedBy() != null, Duration.ofSeconds(20)));

        queue.accept(claimed("h", 2, "anna"));

        assertThat(awaited.orTimeout(20, TimeUnit.SECONDS).join())
                .extracting(EscalatedCase::claimedBy)
                .isEqualTo("anna");
    }

    @Test
    void who_waits_in_vain_gets_the_case_as_it_is() {
        queue.accept(handOff("h", 1, null, 1));

        assertThat(queue.await("h", EscalatedCase::isClosed, Duration.ofMillis(1)))
                .extracting(EscalatedCase::status)
                .isEqualTo(CaseStatus.OPEN);
        assertThat(queue.await("unknown", EscalatedCase::isClosed, Duration.ZERO))
                .isNull();
    }

    private EscalatedCase after(List<EscalationRecord> records) {
        var other = new CaseQueue(Duration.ofDays(30), 3, InstantSource.fixed(now));
        records.forEach(other::accept);
        return Objects.requireNonNull(other.find("h"));
    }

    private EscalatedCase find(String id) {
        return Objects.requireNonNull(queue.find(id));
    }

    private CaseStatus status(String id) {
        return find(id).status();
    }

    private List<String> ids(CaseFilter filter) {
        return queue.list(filter).stream().map(EscalatedCase::id).toList();
    }
}
