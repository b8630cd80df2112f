package io.casebook.knowledge.passages;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is published, what is made of it stays in proportion to it. */
class PassageSizeTest {
    /** What the interface takes at most. */
    private static final int LARGEST = 1 << 20;

    private static final int TIMES = 8;
    private static final String ADDRESS = "https://shop.example/" + "a".repeat(470);
    private static final String OPEN =
            "<p><b><i><u><s><em><font><big><code><nobr><small><strike><strong><a href=\"" + ADDRESS + "\"></p>";

    /** A text that begins once and goes on by repeating a piece. */
    record Growing(String name, String format, String start, String again) {
        String of(int size) {
            return start + again.repeat(Math.max(1, (size - start.length()) / again.length()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Growing> texts() {
        var columns = 2_000;
        return Stream.of(
                new Growing("a long head", "html", "<table><tr><th>" + "head ".repeat(20_000), "<tr><td>a"),
                new Growing("a head of a third", "html", "<table><tr><th>" + "h".repeat(399), "<tr><td>a"),
                new Growing("a head alone", "html", "<table><tr><th>", "head "),
                new Growing(
                        "a wide head", "markdown", "|a".repeat(columns) + "|\n" + "|-".repeat(columns) + "|\n", "|\n"),
                new Growing("many wide heads", "markdown", "# x\n", "|a|b|c|d|e|f\n|-|-|-|-|-|-\n|\n|\n|\n\n"),
                new Growing("a wide head in quotes", "markdown", "> |a|a|a|a|a|a\n> |-|-|-|-|-|-\n", "> |\n"),
                new Growing("a long heading", "markdown", "# " + "title ".repeat(20_000), "\n## x\ny\n"),
                new Growing("long headings of all depths", "html", headings(), "<h6>x</h6>y"),
                new Growing("one address for many links", "markdown", "[a]: " + ADDRESS + "\n\n", "[a]"),
                new Growing("one address for many paragraphs", "markdown", "[a]: " + ADDRESS + "\n\n", "[a]\n\n"),
                new Growing("elements left open", "html", OPEN, "<p>x"),
                new Growing("cells", "html", "<table><tr>", "<td>"),
                new Growing("rows", "html", "<table>", "<tr><td>a"),
                new Growing("tables in cells", "html", "", "<table><tr><td>a"),
                new Growing("lists in items", "html", "", "<ul><li>a"),
                new Growing("nested items", "markdown", "", "- a\n  - b\n    - c\n"),
                new Growing("definitions", "html", "<dl>", "<dt>a<dd>b"),
                new Growing("quotes", "markdown", "", "> > > a\n"),
                new Growing("emphasis", "markdown", "", "*a* **b** "),
                new Growing("words", "text", "", "word "),
                new Growing("no spaces", "text", "", "a"),
                new Growing("no spaces after one", "text", "a ", "b"),
                new Growing("lines", "markdown", "", "a\n"),
                new Growing("items", "text", "", "- a\n"),
                new Growing("hidden blocks", "markdown", "", "<div hidden>\n\na\n\n"),
                new Growing("blocks of markup", "markdown", "", "<b>\n\n"));
    }

    private static String headings() {
        return IntStream.rangeClosed(1, 6)
                .mapToObj(level -> "<h%d>%s</h%d>".formatted(level, "word ".repeat(5_000), level))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void The_passages_of_a_text_are_bounded_and_together_a_small_multiple_of_it(Growing text) {
        for (var size : List.of(20_000, 200_000, LARGEST)) {
            assertBounded(text.format(), text.of(size));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void So_are_those_of_texts_made_of_anything(long seed) {
        var random = new Random(seed);
        var all = texts().toList();
        var body = new StringBuilder();
        while (body.length() < 300_000) {
            var one = all.get(random.nextInt(all.size()));
            var part = one.of(1 + random.nextInt(60_000));
            body.append(part).append(random.nextBoolean() ? "\n\n" : "");
        }
        for (var format : ArticleText.FORMATS) {
            assertBounded(format, body.toString());
        }
    }

    @Test
    void A_head_that_is_too_long_to_be_repeated_stands_once() {
        var head = "<th>" + "column of this table</th><th>".repeat(40) + "</th>";
        var rows = IntStream.range(0, 400)
                .mapToObj(row -> "<tr><td>row %d</td></tr>".formatted(row))
                .collect(Collectors.joining());

        var passages = Chunker.passages(Articles.article("T", "<table><tr>" + head + "</tr>" + rows + "</table>")
                .withFormat("html"));

        assertThat(passages)
                .filteredOn(passage -> passage.text().contains("column"))
                .hasSizeLessThan(3);
        assertThat(passages.getLast().text()).contains("row 399");
    }

    @Test
    void A_heading_as_long_as_a_text_is_one_and_its_beginning_stands_above_what_follows() {
        var heading = "word ".repeat(100) + "end";

        var passages = Chunker.passages(Articles.article("T", "# " + heading + "\n\nBelow it."));

        assertThat(passages).singleElement().satisfies(passage -> {
            assertThat(passage.title())
                    .startsWith("T › word word")
                    .endsWith("…")
                    .hasSizeLessThan(210);
            assertThat(passage.text()).contains("word end\nBelow it.");
        });
    }

    private static void assertBounded(String format, String body) {
        var passages = Chunker.passages(Articles.article("Title", body).withFormat(format));

        assertThat(passages).hasSizeLessThanOrEqualTo(Chunker.MAX_PASSAGES + 1);
        assertThat(passages).allSatisfy(passage -> {
            assertThat(passage.text().length()).isLessThanOrEqualTo(Chunker.WHOLE);
            assertThat(passage.title().length()).isLessThan(7 * (SectionBuilder.LONGEST_HEADING + 3));
        });
        assertThat(passages.stream()
                        .mapToLong(passage -> passage.text().length())
                        .sum())
                .isLessThanOrEqualTo((long) TIMES * Math.max(body.length(), 10_000));
    }
}
