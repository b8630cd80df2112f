package io.casebook.knowledge.passages;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    @Test
    void makes_a_passage_of_each_section_under_its_path() {
        var passages = markdown("""
                # Guide

                Welcome to the guide, which has all that you need to know about how returns work here.

                ## Returns

                ### How long?

                30 days.

                ## Refunds

                5 days.
                """);

        assertThat(passages)
                .extracting(PassageText::title, PassageText::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Guide",
                                "Welcome to the guide, which has all that you need to know about how returns work here."),
                        org.assertj.core.groups.Tuple.tuple("Guide › Returns › How long?", "30 days."),
                        org.assertj.core.groups.Tuple.tuple("Guide › Refunds", "5 days."));
    }

    @Test
    void joins_a_tiny_introduction_to_the_first_section() {
        var passages = markdown("# Guide\n\nInternal.\n\n## First\n\nOne.\n\n## Second\n\nTwo.");

        assertThat(passages).extracting(PassageText::text).containsExactly("Internal.\nOne.", "Two.");
    }

    @Test
    void cuts_long_text_between_sentences() {
        var sentences = IntStream.range(0, 60).mapToObj(i -> "This is sentence number %d of many.".formatted(i));
        var passages = markdown(sentences.collect(Collectors.joining(" ")));

        assertThat(passages).hasSizeGreaterThan(2);
        assertThat(passages).allSatisfy(passage -> {
            assertThat(passage.text()).startsWith("This is").endsWith("of many.");
            assertThat(passage.text().length()).isLessThanOrEqualTo(Chunker.TARGET);
        });
    }

    @Test
    void keeps_a_list_whole_and_with_the_line_that_introduces_it() {
        var filler = "Some words come first. ".repeat(30);
        var items = IntStream.range(0, 15)
                .mapToObj(i -> "- item number %d with some words".formatted(i))
                .collect(Collectors.joining("\n"));
        var passages = markdown(filler + "\n\nThese are excluded:\n\n" + items);

        assertThat(passages.getLast().text())
                .contains("These are excluded:\n- item number 0")
                .contains("number 14");
    }

    @Test
    void keeps_a_table_whole_and_repeats_the_head_of_one_that_is_too_long() {
        var small = markdown("| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | **4** |");
        var rows = IntStream.range(0, 200)
                .mapToObj(i -> "| size %d | centimetres %d |".formatted(i, i))
                .collect(Collectors.joining("\n"));
        var large = markdown("| Size | Length |\n| --- | --- |\n" + rows);

        assertThat(small).extracting(PassageText::text).containsExactly("| a | b |\n| 1 | 2 |\n| 3 | 4 |");
        assertThat(large).hasSizeGreaterThan(2);
        assertThat(large).allSatisfy(passage -> assertThat(passage.text()).startsWith("| Size | Length |\n| size"));
    }

    @Test
    void cuts_a_text_without_spaces_or_sentences() {
        var passages = markdown("😀".repeat(3_000));

        assertThat(passages).allSatisfy(passage -> {
            assertThat(passage.text().length()).isLessThanOrEqualTo(Chunker.WHOLE);
            assertThat(Character.isLowSurrogate(passage.text().charAt(0))).isFalse();
        });
        assertThat(passages.stream()
                        .mapToInt(passage -> passage.text().length())
                        .sum())
                .isGreaterThanOrEqualTo(6_000);
    }

    @Test
    void begins_with_the_description_unless_the_text_says_it() {
        var article = Articles.article("T", "# T\n\nShort text.");

        assertThat(Chunker.passages(article.withDescription("All about it.")))
                .extracting(PassageText::text)
                .containsExactly("All about it.\nShort text.");
        assertThat(Chunker.passages(article.withDescription("Short text.")))
                .extracting(PassageText::text)
                .containsExactly("Short text.");
    }

    @Test
    void stops_behind_the_most_that_an_article_may_have() {
        assertThat(markdown("# a\nb\n".repeat(5_000))).hasSize(Chunker.MAX_PASSAGES + 1);
    }

    private static List<PassageText> markdown(String body) {
        return Chunker.passages(Articles.article("Guide", body));
    }
}
