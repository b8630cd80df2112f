package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.standalone.running.RunningCasebook;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ending and coming back: what was accepted stays, however the process ended. */
class RestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void what_was_accepted_stays_after_a_stop_and_after_a_kill() {
        List<ConversationEvent> before;
        RunningCasebook next;
        try (var first = RunningCasebook.start(RunningCasebook.Setup.fresh())) {
            first.open("stays");
            first.say("stays", "m-1", "Where is my order 1001?");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(messages(first)).isEqualTo(1));
            assertThat(first.stop()).isIn(0, 143);
            assertThat(first.program().err()).doesNotContain("ERROR");
            next = RunningCasebook.start(first.setup());
        }
        try (var second = next) {
            before = second.log("stays");
            assertThat(messages(second)).isEqualTo(1);
            second.say("stays", "m-2", "And my order 1002?");
            second.kill();
            next = RunningCasebook.start(second.setup());
        }
        try (var third = next) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(messages(third)).isEqualTo(2));
            var after = third.log("stays");
            assertThat(after).startsWith(before.toArray(new ConversationEvent[0]));
            assertThat(after).extracting(ConversationEvent::sequence).isSorted().doesNotHaveDuplicates();
            assertThat(third.conversation("stays").path("id").asText()).isEqualTo("stays");
        }
    }

    private static long messages(RunningCasebook casebook) {
        return casebook.log("stays").stream()
                .filter(event -> event.payload() instanceof CustomerMessageReceived)
                .count();
    }
}
