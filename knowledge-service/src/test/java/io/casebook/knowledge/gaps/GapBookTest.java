package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log of conversations leaves in the book. */
class GapBookTest {
    private static final Duration QUARTER = Duration.ofDays(90);

    @Test
    void a_question_stands_in_it_with_what_came_of_it() {
        var questions = book(Conversations.of("c-1")
                .asks("Do you sell kayaks?")
                .lacks("low_answerability")
                .lacks("hand_off")
                .handsOff()
                .human("Yes, from May on.")
                .finished("resolved"));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("Do you sell kayaks?");
            assertThat(question.agentId()).isEqualTo("shop");
            assertThat(question.causes()).containsExactlyInAnyOrder("low_answerability", "hand_off");
            assertThat(question.handedOff()).isTrue();
            assertThat(question.replies()).containsExactly("Yes, from May on.");
            assertThat(question.resolved()).isTrue();
        });
    }

    @Test
    void a_question_that_was_answered_is_none_that_is_missing() {
        var questions = book(
                Conversations.of("c-1").asks("Where are you?").agentSays("a1").finished("resolved"));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.isGap()).isFalse();
            assertThat(question.resolved()).isFalse();
        });
    }

    @Test
    void a_person_answers_the_question_that_the_agent_only_asked_back_for_too() {
        var questions = book(Conversations.of("c-1")
                .asks("Are you open today?")
                .agentSays("a1")
                .asks("Do you sell kayaks?")
                .lacks("low_answerability")
                .agentSays("a2")
                .asks("Kayaks!")
                .lacks("hand_off")
                .handsOff()
                .human("From May on."));

        assertThat(questions.stream().map(AskedQuestion::replies))
                .containsExactly(List.of(), List.of("From May on."), List.of("From May on."));
        assertThat(questions.stream().map(AskedQuestion::handedOff)).containsExactly(false, false, true);
    }

    @Test
    void what_a_superseded_turn_was_asked_counts_once_with_all_its_words() {
        var questions = book(Conversations.of("c-1")
                .asks("Hello?")
                .writes("Do you sell kayaks?")
                .superseded("new_message")
                .turn()
                .lacks("hand_off")
                .handsOff()
                .human("From May on.")
                .finished("resolved"));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("Hello?\nDo you sell kayaks?");
            assertThat(question.handedOff()).isTrue();
            assertThat(question.resolved()).isTrue();
        });
    }

    @Test
    void a_turn_is_superseded_again_and_again_until_one_answers_all_of_it() {
        var conversations = Conversations.of("c-1").asks("one");
        for (var i = 2; i <= 15; i++) {
            conversations.writes("word" + i).superseded("new_message").turn();
        }

        assertThat(book(conversations))
                .singleElement()
                .satisfies(question -> assertThat(question.text())
                        .startsWith("one\nword2\nword3")
                        .endsWith("word15"));
    }

    @Test
    void what_a_person_took_over_from_the_agent_is_still_a_question() {
        var questions = book(Conversations.of("c-1")
                .asks("Do you sell kayaks?")
                .superseded("human_took_over")
                .lacks("correction")
                .human("From May on.")
                .finished("resolved"));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.isGap()).isTrue();
            assertThat(question.replies()).containsExactly("From May on.");
            assertThat(question.resolved()).isTrue();
        });
    }

    @Test
    void what_was_told_of_a_superseded_turn_is_told_of_the_one_that_takes_its_place() {
        var questions = book(Conversations.of("c-1")
                .asks("Do you sell kayaks?")
                .lacks("low_answerability")
                .superseded("human_took_over")
                .human("From May on.")
                .writes("And in April?")
                .turn());

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("Do you sell kayaks?\nAnd in April?");
            assertThat(question.causes()).containsExactly("low_answerability");
            assertThat(question.replies()).containsExactly("From May on.");
        });
    }

    @Test
    void a_judgement_of_a_message_is_about_the_question_that_it_answered() {
        var questions = book(Conversations.of("c-1")
                .asks("Are you open today?")
                .agentSays("a1")
                .asks("Do you sell kayaks?")
                .agentSays("a2")
                .judged("a1"));

        assertThat(questions.stream().map(AskedQuestion::isGap)).containsExactly(true, false);
    }

    @Test
    void a_case_that_was_not_resolved_proposes_nothing() {
        var questions = book(Conversations.of("c-1")
                .asks("Do you sell kayaks?")
                .lacks("hand_off")
                .handsOff()
                .human("I will ask.")
                .finished("abandoned"));

        assertThat(questions.getFirst().resolved()).isFalse();
    }

    @Test
    void an_erased_conversation_leaves_nothing() {
        var questions = book(Conversations.of("c-1")
                .asks("Do you sell kayaks?")
                .lacks("hand_off")
                .handsOff()
                .human("From May on.")
                .erased());

        assertThat(questions).isEmpty();
    }

    @Test
    void what_is_older_than_it_looks_back_is_left_out() {
        var questions = book(Conversations.of("c-1")
                .asks("Do you sell kayaks?")
                .conversation("c-2", QUARTER)
                .asks("Do you sell tents?"));

        assertThat(questions.stream().map(AskedQuestion::text)).containsExactly("Do you sell tents?");
    }

    @Test
    void it_holds_no_more_questions_than_it_may() {
        var conversations = new Conversations();
        for (var i = 0; i < 10; i++) {
            conversations
                    .conversation("c-" + i, Duration.ofMinutes(1))
                    .asks("one")
                    .asks("two");
        }
        var book = new GapBook(6, QUARTER);
        conversations.log().forEach(book::apply);

        assertThat(book.questions().stream().map(AskedQuestion::conversationId).distinct())
                .containsExactly("c-7", "c-8", "c-9");
    }

    @Test
    void the_names_in_attached_data_are_known() {
        var questions = book(Conversations.of("c-1")
                .attached("{\"customer\":{\"first_name\":\"Grace\",\"lastName\":\"Hopper\",\"city\":\"New York\"}}")
                .attached("no json")
                .asks("Do you sell kayaks?"));

        assertThat(questions.getFirst().names()).containsExactlyInAnyOrder("Grace", "Hopper");
    }

    private static List<AskedQuestion> book(Conversations conversations) {
        var book = new GapBook(1_000, QUARTER);
        conversations.log().forEach(book::apply);
        return book.questions();
    }
}
