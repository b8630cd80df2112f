package io.casebook.conversation;

import io.casebook.vocabulary.event.*;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens while a reply is examined, mended or waits for somebody. */
class CheckRaceTest {
    private static Story mending() {
        return Story.with(Agents.modelled())
                .customerSays("m1", "Where is order 1001?")
                .modelSays("big", "It arrives on 3 July.", 0.9);
    }

    @Nested
    class A_new_message {
        @Test
        void makes_a_mended_draft_stale() {
            mending()
                    .customerSays("m2", "And order 1002?")
                    .happens(
                            CustomerMessageReceived.class,
                            TurnSuperseded.class,
                            TurnStarted.class,
                            CompletionRequested.class)
                    .modelMends("I do not know.")
                    .happens(CompletionReceived.class)
                    .modelSays("big", "I cannot see either order.", 0.9)
                    .replies("I cannot see either order.")
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_human {
        @Test
        void who_claims_while_a_draft_is_mended_has_the_conversation() {
            mending()
                    .humanClaims()
                    .modelMends("I do not know.")
                    .happens(CompletionReceived.class)
                    .keepsItsPromises();
        }
    }

    @Nested
    class Time {
        @Test
        void ends_a_turn_whose_draft_is_never_mended() {
            mending()
                    .passes(Duration.ofSeconds(31))
                    .handsOffBecauseOf(ReasonCode.TURN_DEADLINE)
                    .keepsItsPromises();
        }
    }
}
