package io.casebook.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.prompt.TaskPrompts;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskAnswersTest {
    private static final Map<String, String> REPLIES = Map.of(
            "question",
            "Can I pay by invoice?",
            "replies",
            "Yes, from 50 euros on. You have 30 days.\n\nSee https://shop.example/invoice, or write to pay@shop.example.");
    private static final Map<String, String> PASSAGES = Map.of(
            "first",
            "You can return tents\nwithin *30 days*. Shoes can be returned, too.",
            "second",
            "A tent comes back within 14 days.");
    private static final Map<String, String> THREE = Map.of(
            "question",
            "How long?",
            "passages",
            "[{\"title\":\"A\",\"text\":\"a\"},{\"title\":\"B\",\"text\":\"b\"},{\"title\":\"C\",\"text\":\"c\"}]");

    @Test
    void an_article_is_its_title_and_its_body_and_nothing_else() {
        assertThat(
                        usable(
                                TaskKind.DRAFT_ARTICLE,
                                REPLIES,
                                "Here it is: {\"title\":\" Pay by\\ninvoice \",\"body\":\"From 50 euros on, within 30 days.\",\"more\":1}"))
                .isEqualTo("{\"title\":\"Pay by invoice\",\"body\":\"From 50 euros on, within 30 days.\"}");
    }

    @Test
    void replies_that_do_not_answer_give_an_empty_body() {
        assertThat(usable(TaskKind.DRAFT_ARTICLE, REPLIES, "{\"title\":\"\",\"body\":\"\"}"))
                .isEqualTo("{\"title\":\"\",\"body\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Choose the invoice.\\n2. Pay within 30 days.",
                "From 50 euros on: https://shop.example/invoice.",
                "Write to pay@shop.example within 30 days!",
                "At least 50.00 euros."
            })
    void steps_have_numbers_of_their_own_and_facts_those_of_the_replies(String body) {
        assertThat(usable(TaskKind.DRAFT_ARTICLE, REPLIES, "{\"title\":\"Invoice\",\"body\":\"" + body + "\"}"))
                .contains("\"body\":\"" + body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You have 14 days.",
                "From 500 euros on.",
                "See https://shop.example/bill.",
                "Write to help@shop.example.",
                "Call 0800 123 456."
            })
    void a_number_or_an_address_that_nobody_replied_makes_an_article_unusable(String body) {
        assertThat(unusable(TaskKind.DRAFT_ARTICLE, REPLIES, "{\"title\":\"Invoice\",\"body\":\"" + body + "\"}"))
                .isEqualTo("ungrounded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "no JSON at all | invalid_json",
                "{\"title\":\"A\"} | invalid_json",
                "{\"title\":1,\"body\":\"b\"} | invalid_json",
                "{\"title\":\"\",\"body\":\"Yes.\"} | invalid_json",
                "{\"title\":\"A\",\"body\":\"I'm sorry, but I can't help with that.\"} | refusal"
            })
    void an_odd_article_is_named_for_what_it_is(String text, String reason) {
        assertThat(unusable(TaskKind.DRAFT_ARTICLE, REPLIES, text)).isEqualTo(reason);
    }

    @Test
    void an_article_that_nobody_would_read_is_too_long() {
        assertThat(unusable(
                        TaskKind.DRAFT_ARTICLE, REPLIES, "{\"title\":\"A\",\"body\":\"" + "a b ".repeat(4_000) + "\"}"))
                .isEqualTo("too_long");
    }

    @Test
    void a_contradiction_is_shown_by_quotes() {
        assertThat(
                        usable(
                                TaskKind.COMPARE_PASSAGES,
                                PASSAGES,
                                "{\"contradict\":true,\"first_says\":\"return tents within 30 days\",\"second_says\":\"“within 14 days”\",\"reason\":\"Days.\"}"))
                .contains("\"contradict\":true", "\"first_says\":\"return tents within 30 days\"");
    }

    @Test
    void without_a_contradiction_there_are_no_quotes() {
        assertThat(
                        usable(
                                TaskKind.COMPARE_PASSAGES,
                                PASSAGES,
                                "{\"contradict\":false,\"first_says\":\"made up\",\"second_says\":\"\",\"reason\":\"Other things.\"}"))
                .isEqualTo(
                        "{\"contradict\":false,\"first_says\":\"\",\"second_says\":\"\",\"reason\":\"Other things.\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"contradict\":\"yes\",\"first_says\":\"\",\"second_says\":\"\",\"reason\":\"x\"} | invalid_json",
                "{\"contradict\":true,\"first_says\":\"within 31 days\",\"second_says\":\"within 14 days\",\"reason\":\"x\"} | not_a_quote",
                "{\"contradict\":true,\"first_says\":\"return tents\",\"second_says\":\"\",\"reason\":\"x\"} | not_a_quote",
                "{\"contradict\":false,\"first_says\":\"\",\"second_says\":\"\",\"reason\":\"\"} | invalid_json",
                "{\"contradict\":false} | invalid_json"
            })
    void a_comparison_that_cannot_be_shown_is_unusable(String text, String reason) {
        assertThat(unusable(TaskKind.COMPARE_PASSAGES, PASSAGES, text)).isEqualTo(reason);
    }

    @Test
    void an_order_may_leave_passages_out() {
        assertThat(usable(TaskKind.RANK_PASSAGES, THREE, "{\"order\":[3,1]}")).isEqualTo("{\"order\":[3,1]}");
        assertThat(usable(TaskKind.RANK_PASSAGES, THREE, "{\"order\":[]}")).isEqualTo("{\"order\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"order\":[4]}",
                "{\"order\":[0]}",
                "{\"order\":[1,1]}",
                "{\"order\":[1.5]}",
                "{\"order\":[\"1\"]}",
                "{\"order\":[99999999999999999999]}",
                "{\"order\":3}",
                "{}"
            })
    void an_order_of_what_is_not_there_is_unusable(String text) {
        assertThat(unusable(TaskKind.RANK_PASSAGES, THREE, text)).isEqualTo("invalid_json");
    }

    @Test
    void an_answer_that_was_cut_off_or_refused_is_not_read() {
        assertThat(read(TaskKind.RANK_PASSAGES, THREE, "{\"order\":[1]}", Reply.Stop.CUT_OFF))
                .isInstanceOfSatisfying(
                        Verdict.Unusable.class,
                        verdict -> assertThat(verdict.reasonCode()).isEqualTo("cut_off"));
        assertThat(read(TaskKind.RANK_PASSAGES, THREE, "{\"order\":[1]}", Reply.Stop.REFUSED))
                .isInstanceOfSatisfying(
                        Verdict.Unusable.class,
                        verdict -> assertThat(verdict.worthAsking()).isFalse());
    }

    private static String usable(TaskKind kind, Map<String, String> material, String text) {
        if (read(kind, material, text) instanceof Verdict.Usable(var answer)) {
            assertThat(answer.template()).startsWith(kind.wireName());
            return String.valueOf(Personal.plainOrNull(answer.text()));
        }
        throw new AssertionError("unusable");
    }

    private static String unusable(TaskKind kind, Map<String, String> material, String text) {
        if (read(kind, material, text) instanceof Verdict.Unusable(var code, var detail, var worthAsking)) {
            assertThat(detail).isNotBlank().doesNotContain("tents");
            return code;
        }
        throw new AssertionError("usable");
    }

    private static Verdict read(TaskKind kind, Map<String, String> material, String text) {
        return read(kind, material, text, Reply.Stop.DONE);
    }

    private static Verdict read(TaskKind kind, Map<String, String> material, String text, Reply.Stop stop) {
        var prompt = new TaskPrompts().write(kind, null, material);
        return TaskAnswers.read("big", new Reply.Answered(text, List.of(), stop, new Usage()), prompt, kind, material);
    }
}
