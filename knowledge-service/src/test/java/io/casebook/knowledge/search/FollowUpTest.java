package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.KnowledgeWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that say only half of what they ask. */
class FollowUpTest {
    private final KnowledgeWorld world = new KnowledgeWorld()
            .publish("germany", "delivery to germany takes two days")
            .publish("france", "delivery to france takes four days")
            .publish("consulates", "germany has a consulate with a garden");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "and for Germany?",
                "how long does it take",
                "what about boots?",
                "und nach Österreich?",
                "why?",
                "is that free?"
            })
    void leans_on_what_was_said(String question) {
        assertThat(FollowUp.leansOnWhatWasSaid(question)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How long can I return the boots I bought?",
                "Which payment methods do you accept in your stores?",
                "I ordered a tent last week, and since Monday nothing happens any more in the tracking, so where is it now?"
            })
    void stands_for_itself(String question) {
        assertThat(FollowUp.leansOnWhatWasSaid(question)).isFalse();
    }

    @Test
    void what_was_said_before_is_searched_for_too() {
        var said = KnowledgeWorld.question("and for germany?").withContext("how many days does delivery take");

        assertThat(world.found(said).getFirst()).isEqualTo("germany");
    }

    @Test
    void what_was_said_is_gone_back_to_until_it_stands_for_itself() {
        var said =
                "Do you sell skis in your stores in Vienna?\n\nHow long can I return the jacket I bought?\n\nAnd in Austria?";

        assertThat(FollowUp.meant("And if it is worn?", said))
                .isEqualTo("How long can I return the jacket I bought? And in Austria?");
        assertThat(FollowUp.meant("How long can I return the boots I bought?", said))
                .isNull();
        assertThat(FollowUp.meant("And?", "Why?\n\nAnd?\n\nBut?\n\nOr?")).isEqualTo("And? But? Or?");
    }

    @Test
    void of_a_long_story_the_end_counts_because_the_question_stands_there() {
        var story = "I have been a customer for years. ".repeat(40) + "How long can I return the jacket I bought?";

        assertThat(FollowUp.meant("And in Austria?", story)).hasSize(400).endsWith("return the jacket I bought?");
    }

    @Test
    void what_was_said_before_changes_nothing_for_a_question_that_stands_for_itself() {
        var question = KnowledgeWorld.question("which of the two countries has a consulate with a garden");

        assertThat(world.search(question.withContext("how long does delivery to france take")))
                .isEqualTo(world.search(question));
    }
}
