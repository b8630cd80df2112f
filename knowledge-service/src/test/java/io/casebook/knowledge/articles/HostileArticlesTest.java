package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Articles that nobody would write, and that somebody will publish all the same. */
class HostileArticlesTest {
    private static final int DEEP = 50_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"div", "ul><li", "table><tr><td", "blockquote", "b", "h2", "span"})
    void html_that_is_nested_without_end_is_read_or_refused_and_the_others_are_taken(String element)
            throws IOException {
        var tags = element.split("><");
        var open = "<" + String.join("><", tags) + ">";
        Files.writeString(
                folder.resolve("deep.html"), "<title>Deep</title>" + open.repeat(DEEP) + "the answer is forty two");
        Files.writeString(folder.resolve("good.md"), "# Good\n\nThe good answer.");

        var reading = ArticleFolder.read(folder, "shop");

        assertThat(reading.articles()).extracting(FolderArticle::articleId).contains("good");
        for (var article : reading.articles()) {
            assertThat(Chunker.passages(article.content())).isNotEmpty();
        }
        assertThat(reading.articles().size() + reading.problems().size()).isEqualTo(2);
    }

    @Test
    void a_table_in_a_cell_is_told_once() {
        var html = "<table><tr><td>outer<table><tr><td>forty two</td></tr></table></td></tr></table>";

        assertThat(Chunker.passages(Articles.article("Tables", html).withFormat("html")))
                .singleElement()
                .satisfies(passage ->
                        assertThat(passage.text().split("forty two", -1)).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "* 1. ", "**", "[", "<div>", "`", "![", "| a "})
    void markdown_that_is_nested_without_end_is_read_or_refused(String mark) throws IOException {
        Files.writeString(folder.resolve("deep.md"), "# Deep\n\n" + mark.repeat(DEEP) + "the answer is forty two\n");

        var reading = ArticleFolder.read(folder, "shop");

        assertThat(reading.articles().size() + reading.problems().size()).isEqualTo(1);
        for (var article : reading.articles()) {
            assertThat(Chunker.passages(article.content())).isNotEmpty();
        }
    }

    @Test
    void scripts_in_markdown_and_html_are_no_text() {
        var markdown = "# Refunds\n\n<script>steal()</script>\n\nFive days. <img src=x onerror=alert(1)> "
                + "[click](javascript:alert(2)) <b onclick=alert(3)>now</b>";

        for (var article : List.of(
                Articles.article("Refunds", markdown),
                Articles.article(
                                "Refunds", "<h1>Refunds</h1><script>steal()</script><p onclick=alert(3)>Five days.</p>")
                        .withFormat("html"))) {
            assertThat(Chunker.passages(article))
                    .extracting(PassageText::text)
                    .allSatisfy(text -> assertThat(text)
                            .contains("Five days.")
                            .doesNotContain("steal")
                            .doesNotContain("alert")
                            .doesNotContain("<script")
                            .doesNotContain("onerror"));
        }
    }
}
