package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleFolderTest {
    private final Path folder;

    ArticleFolderTest(@TempDir Path agent) throws IOException {
        folder = Files.createDirectory(agent.resolve("knowledge"));
    }

    @Test
    void takes_everything_that_the_front_matter_says() throws IOException {
        file("returns/policy.md", """
                ---
                id: return-policy
                title: Return policy
                description: How and when
                topic: returns
                language: EN-gb
                visibility: users
                audience: [gold, staff]
                valid_from: 2026-01-01
                valid_to: 2027-01-01T12:00:00+01:00
                owner: jo
                review_at: 2026-07-01
                public_url: https://shop.example/returns
                status: draft
                ---
                # Return policy

                30 days.
                """);

        var article = onlyArticle();
        var content = article.content();

        assertThat(article.articleId()).isEqualTo("return-policy");
        assertThat(content.title()).isEqualTo("Return policy");
        assertThat(content.description()).isEqualTo("How and when");
        assertThat(content.topicId()).isEqualTo("returns");
        assertThat(content.language()).isEqualTo("en-GB");
        assertThat(content.visibility()).isEqualTo(Visibility.USERS);
        assertThat(content.audience()).containsExactly("gold", "staff");
        assertThat(content.validFrom()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(content.validTo()).isEqualTo(Instant.parse("2027-01-01T11:00:00Z"));
        assertThat(content.authorId()).isEqualTo("jo");
        assertThat(content.reviewAt()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(content.publicUrl()).isEqualTo("https://shop.example/returns");
        assertThat(content.status()).isEqualTo(ArticleStatus.DRAFT);
        assertThat(content.agentId()).isEqualTo("shop");
        assertThat(content.path()).isEqualTo("knowledge/returns/policy.md");
        assertThat(content.body()).startsWith("# Return policy").endsWith("30 days.");
        assertThat(content.contentHash()).hasSize(16);
    }

    @Test
    void takes_plain_files_without_front_matter() throws IOException {
        file("faq/Delivery times.md", "# How fast?\n\nTwo days.");
        file("terms.html", "<html lang=de><head><title>AGB</title></head><body><p>Text</p></body></html>");
        file("note.txt", "\uFEFFOpening hours\r\n\r\nFrom nine to five.");

        var articles = read().articles();

        assertThat(articles)
                .extracting(
                        FolderArticle::articleId,
                        article -> article.content().title(),
                        article -> article.content().format(),
                        article -> article.content().language())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("faq.Delivery-times", "How fast?", "markdown", "en"),
                        org.assertj.core.groups.Tuple.tuple("note", "Opening hours", "text", "en"),
                        org.assertj.core.groups.Tuple.tuple("terms", "AGB", "html", "de"));
    }

    @Test
    void has_no_articles_where_there_is_no_folder() throws IOException {
        var reading = ArticleFolder.read(folder.resolve("nothing"), "shop");

        assertThat(reading.articles()).isEmpty();
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.seen()).isEqualTo(FolderReading.Seen.NOTHING);
    }

    @Test
    void tells_how_far_the_reading_is() throws IOException {
        file("a.md", "# A\n\ntext");
        file("b.md", "");
        file("c.exe", "x");
        var told = new java.util.ArrayList<String>();

        ArticleFolder.read(folder, "shop", (files, all) -> told.add(files + " of " + all));

        assertThat(told).containsExactly("1 of 3", "2 of 3", "3 of 3");
    }

    @Test
    void passes_hidden_files_over() throws IOException {
        file(".DS_Store", "x");
        file(".git/config.md", "x");

        assertThat(read())
                .isEqualTo(
                        new FolderReading("shop", java.util.List.of(), java.util.List.of(), FolderReading.Seen.WHOLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            titel: x                           | 3 | unknown key `titel`; known are: id, title,
            title: [a, b]                      | 3 | `title` must be a single value
            title: "unclosed                   | 3 | the front matter is no YAML
            title: [a                          | 3 | the front matter is no YAML
            visibility: everybody              | 3 | `visibility` must be public, users or internal
            status: live                       | 3 | `status` must be published or draft
            language: english                  | 3 | `language` must be a language tag
            valid_from: yesterday              | 3 | `valid_from` must be a day (2026-01-31) or a time
            valid_to: 2026-02-30               | 3 | `valid_to` must be a day
            valid_to: +300000-01-01            | 3 | `valid_to` must lie between the years 1 and 9999
            valid_from: -0001-01-01T00:00:00Z  | 3 | `valid_from` must lie between the years 1 and 9999
            review_at: +10000-01-01            | 3 | `review_at` must lie between the years 1 and 9999
            public_url: javascript:alert(1)    | 3 | `public_url` must be an address that begins with https://
            id: a b                            | 2 | stands here twice
            audience: {a: b}                   | 3 | `audience` must be a single value
            """)
    void names_file_and_line_of_a_wrong_front_matter(String lines, int line, String message) throws IOException {
        file("bad.md", "---\nid: bad\n" + lines + "\n---\n# Title\n\ntext");
        file("good.md", "# Good\n\ntext");

        var reading = read();

        assertThat(reading.articles()).extracting(FolderArticle::articleId).containsExactly("good");
        var problem = reading.problems().getFirst();
        assertThat(problem.file()).isEqualTo("knowledge/bad.md");
        assertThat(problem.message()).contains(message);
        if (!message.contains("twice")) {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.toString()).startsWith("knowledge/bad.md:" + line + ": ");
        }
    }

    @Test
    void refuses_an_empty_file() throws IOException {
        file("empty.md", "");
        file("blank.md", " \n\n ");
        file("only-front-matter.md", "---\ntitle: x\n---\n");
        file("nothing-to-read.html", "<title>x</title><script>alert(1)</script>");

        assertProblems(
                "blank.md: the file is empty",
                "empty.md: the file is empty",
                "nothing-to-read.html: nothing of the article can be read",
                "only-front-matter.md: there is no text below the front matter");
    }

    @Test
    void refuses_a_front_matter_that_is_not_closed() throws IOException {
        file("open.md", "---\nid: x\ntitle: y\n\ntext");

        assertProblems("open.md:1: the front matter is not closed");
    }

    @Test
    void refuses_an_end_before_its_beginning() throws IOException {
        file("short.md", "---\nvalid_from: 2026-02-01\nvalid_to: 2026-01-01\n---\n# x\n\ny");

        assertProblems("short.md:3: `valid_to` must be later than `valid_from`");
    }

    @Test
    void refuses_an_enormous_file_and_takes_the_largest_that_is_allowed() throws IOException {
        var line = "# T\n\n" + "word ".repeat(FileKind.MAX_TEXT_BYTES / 5);
        file("enormous.md", line);
        file("largest.md", line.substring(0, FileKind.MAX_TEXT_BYTES));

        assertProblems("enormous.md: the file is larger than 1 MiB");
        assertThat(read().articles()).extracting(FolderArticle::articleId).containsExactly("largest");
    }

    @Test
    void refuses_an_article_of_endless_passages() throws IOException {
        file("endless.md", "# T\n\n" + "## a\nb\n".repeat(5_000));

        assertProblems("endless.md: the article has more than 2000 passages");
    }

    @Test
    void refuses_a_binary_file_that_is_called_markdown() throws IOException {
        Files.write(folder.resolve("picture.md"), new byte[] {'\n', (byte) 0x89, 'P', 'N', 'G', 0, 1, 2});

        assertProblems("picture.md:2: this is a binary file or not UTF-8");
    }

    @Test
    void refuses_another_encoding() throws IOException {
        Files.write(folder.resolve("latin.md"), "# Rückgabe\n\nschön".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("wide.txt"), "Hello there".getBytes(Charset.forName("UTF-16")));

        assertProblems("latin.md:1: the file is not UTF-8 (byte 3)", "wide.txt:1: this is a binary file or not UTF-8");
    }

    @Test
    void refuses_files_that_are_no_articles() throws IOException {
        file("slides.pptx", "PK");
        file("README", "Read me");

        assertProblems("README: articles are .md, .html, .txt, .pdf, .docx or .csv files", "slides.pptx: articles are");
    }

    @Test
    void refuses_all_files_that_claim_one_id() throws IOException {
        file("a.md", "---\nid: same\n---\n# A\n\ntext");
        file("b.md", "---\ntitle: B\nid: same\n---\ntext");
        file("same.md", "# C\n\ntext");
        file("other.md", "# D\n\ntext");

        assertProblems(
                "a.md:2: the id `same` is also that of knowledge/same.md",
                "b.md:3: the id `same` is also that of knowledge/a.md",
                "same.md: the id `same` is also that of knowledge/a.md");
        assertThat(read().articles()).extracting(FolderArticle::articleId).containsExactly("other");
    }

    @Test
    void refuses_a_link_that_leads_out_of_the_folder_and_follows_one_that_does_not() throws IOException {
        var secret = Files.writeString(folder.resolveSibling("secret.md"), "# Secret\n\ntext");
        Files.createSymbolicLink(folder.resolve("stolen.md"), secret);
        file("..data/real.md", "# Mounted\n\ntext");
        Files.createSymbolicLink(folder.resolve("mounted.md"), folder.resolve("..data/real.md"));

        assertProblems("stolen.md: is a link that leads out of the folder");
        assertThat(read().articles()).extracting(FolderArticle::articleId).containsExactly("mounted");
    }

    @Test
    void survives_a_yaml_bomb() throws IOException {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        file("bomb.md", "---\n" + bomb + "---\ntext");

        assertProblems("bomb.md:1: the front matter is no YAML: Number of aliases");
    }

    @Test
    void reads_the_articles_of_the_sample_agent_without_a_problem() throws IOException {
        var reading = ArticleFolder.read(io.casebook.knowledge.SampleAgent.KNOWLEDGE, "shop");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.articles()).hasSizeGreaterThanOrEqualTo(28);
    }

    private FolderReading read() throws IOException {
        return ArticleFolder.read(folder, "shop");
    }

    private FolderArticle onlyArticle() throws IOException {
        var reading = read();
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.articles()).hasSize(1);
        return reading.articles().getFirst();
    }

    private void assertProblems(String... beginnings) throws IOException {
        var problems = read().problems().stream().map(ArticleProblem::toString).toList();
        assertThat(problems).hasSize(beginnings.length);
        for (var i = 0; i < beginnings.length; i++) {
            assertThat(problems.get(i)).startsWith("knowledge/" + beginnings[i]);
        }
    }

    private void file(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
