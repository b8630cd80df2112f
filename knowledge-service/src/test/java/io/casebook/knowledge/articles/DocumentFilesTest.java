package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.documents.Documents;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.vocabulary.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFilesTest {
    private final Path folder;

    DocumentFilesTest(@TempDir Path agent) throws IOException {
        folder = Files.createDirectory(agent.resolve("knowledge"));
    }

    @Nested
    class A_pdf {
        @Test
        void is_cut_by_its_headings() throws IOException {
            write("returns/Handbook.pdf", Documents.pdf());

            var article = onlyArticle();

            assertThat(article.articleId()).isEqualTo("returns.Handbook");
            assertThat(article.content().title()).isEqualTo("Returns handbook");
            assertThat(passages(article))
                    .extracting(PassageText::title)
                    .containsExactly("Returns handbook › How long?", "Returns handbook › Who pays?");
            assertThat(passages(article).getFirst().text())
                    .isEqualTo("You can return an order within thirty days of delivery.");
        }

        @Test
        void is_described_by_a_file_beside_it() throws IOException {
            write("a.pdf", Documents.pdf());
            write("a.pdf.yaml", "id: handbook\ntitle: The handbook\nvisibility: internal\nowner: jo\n");

            var article = onlyArticle();

            assertThat(article.articleId()).isEqualTo("handbook");
            assertThat(article.content().title()).isEqualTo("The handbook");
            assertThat(article.content().visibility()).isEqualTo(Visibility.INTERNAL);
            assertThat(article.content().authorId()).isEqualTo("jo");
        }

        @Test
        void loses_what_stands_at_the_edge_of_every_page() throws IOException {
            write("long.pdf", Documents.pdfOfPages(4, "Page"));

            assertThat(onlyArticle().content().body())
                    .doesNotContain("Page")
                    .contains("<p>Leaf d begins here, goes on for a while, and ends.</p>");
        }

        @Test
        void without_text_is_refused() throws IOException {
            write("scan.pdf", Documents.emptyPdf());

            assertThat(problems())
                    .containsExactly(
                            "knowledge/scan.pdf: has no text, only pictures of it; run text recognition on it and save it again");
        }

        @Test
        void with_a_password_is_refused() throws IOException {
            write("locked.pdf", Documents.lockedPdf());

            assertThat(problems())
                    .containsExactly("knowledge/locked.pdf: is protected by a password; save it without one");
        }

        @Test
        void that_is_none_is_refused() throws IOException {
            write("a.pdf", "Just words");

            assertThat(problems()).singleElement().asString().startsWith("knowledge/a.pdf: is damaged or no PDF");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void that_unpacks_to_far_more_than_people_write_is_refused_also_when_it_is_encrypted(boolean encrypted)
                throws IOException {
            write("bomb.pdf", Documents.pdfBomb(300, encrypted, COSName.FLATE_DECODE));

            assertThat(problems()).singleElement().asString().contains("a part that unpacks to more than 32 MiB");
        }

        @Test
        void that_is_packed_by_anything_else_counts_too() throws IOException {
            write("bomb.pdf", Documents.pdfBomb(40, false, COSName.RUN_LENGTH_DECODE));
            write("lzw.pdf", Documents.pdfOfLzw(40));
            write("hex.pdf", Documents.pdfBomb(40, false, COSName.ASCII85_DECODE, COSName.FLATE_DECODE));

            assertThat(problems())
                    .hasSize(3)
                    .allSatisfy(problem -> assertThat(problem).contains("a part that unpacks to more than 32 MiB"));
        }

        @Test
        void whose_parts_are_packed_twice_or_like_pictures_is_refused() throws IOException {
            write("twice.pdf", Documents.pdfBomb(1, false, COSName.FLATE_DECODE, COSName.LZW_DECODE));
            write("same.pdf", Documents.pdfBomb(1, false, COSName.FLATE_DECODE, COSName.FLATE_DECODE));

            assertThat(problems())
                    .containsExactly(
                            "knowledge/same.pdf: has text that is packed more than once; print it to PDF anew",
                            "knowledge/twice.pdf: has text that is packed more than once; print it to PDF anew");
        }

        @Test
        void that_draws_the_same_again_and_again_comes_to_an_end() throws IOException {
            write("forms.pdf", Documents.pdfOfForms());

            assertThat(problems()).singleElement().asString().contains("unpacks to more than 256 MiB");
        }

        @Test
        void that_anybody_may_read_and_nobody_change_is_read() throws IOException {
            write("a.pdf", Documents.pdfForReading());

            assertThat(onlyArticle().content().body()).contains("within thirty days");
        }
    }

    @Nested
    class A_word_document {
        @Test
        void keeps_headings_lists_and_tables() throws IOException {
            write("fees.docx", Documents.word());

            var article = onlyArticle();

            assertThat(article.content().title()).isEqualTo("Fees");
            assertThat(passages(article))
                    .extracting(PassageText::title)
                    .containsExactly("Fees › Express", "Fees › Prices");
            assertThat(passages(article).getFirst().text())
                    .contains("Two days & no more")
                    .contains("1. Order by noon");
            assertThat(passages(article).getLast().text()).contains("Country").contains("Austria");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                <w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>P[in a block]</w:sdtContent></w:sdt> | <p>in a block</p>
                <w:sdt><w:sdtContent><w:sdt><w:sdtContent>T[in a table]</w:sdtContent></w:sdt></w:sdtContent></w:sdt> | <th>in a table</th>
                <w:tbl><w:tblPr/><w:tblGrid/><w:sdt><w:sdtContent><w:tr><w:tc>P[a row]</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl> | <th>a row</th>
                <w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:sdt><w:sdtContent><w:tc>P[a cell]</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl> | <th>a cell</th>
                <w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>P[a]T[b]P[c]</w:tc></w:tr></w:tbl> | <th>a b c</th>
                <w:p><w:r><w:t>9.90</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t> a day</w:t></w:r></w:sdtContent></w:sdt></w:p> | <p>9.90 a day</p>
                <w:customXml w:element="x">P[in custom markup]</w:customXml> | <p>in custom markup</p>
                <w:p><w:ins w:id="1"><w:r><w:t>added</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p> | <p>added</p>
                <w:p><w:r><w:t>a</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>P[in a box]</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p> | <p>in a box</p>
                """)
        void is_read_with_all_that_is_written_in_it(String markup, String html) throws IOException {
            write("fees.docx", Documents.wordWith(markup(markup)));

            var body = onlyArticle().content().body();

            assertThat(body).contains(html).doesNotContain("gone").contains("Two days &amp; no more");
            assertThat(body.split(html, -1)).hasSize(2);
        }

        @Test
        void is_read_with_a_text_box_once_where_it_stands_there_for_old_programs_too() throws IOException {
            var box = "<w:txbxContent>P[in a box]</w:txbxContent>";
            write(
                    "fees.docx",
                    Documents.wordWith(markup(
                            "<w:p><w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
                                    + "<mc:Choice Requires=\"wps\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">"
                                    + "<w:drawing><wps:txbx>" + box + "</wps:txbx></w:drawing></mc:Choice>"
                                    + "<mc:Fallback><w:pict>" + box
                                    + "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")));

            assertThat(onlyArticle().content().body().split("in a box", -1)).hasSize(2);
        }

        @Test
        void is_read_with_footnotes_where_they_are_referred_to() throws IOException {
            write(
                    "fees.docx",
                    Documents.wordWith(
                            "<w:p><w:r><w:t>All of it</w:t></w:r><w:r><w:footnoteReference w:id=\"%d\"/></w:r></w:p>"
                                    .formatted(Documents.FOOTNOTE)));

            assertThat(onlyArticle().content().body()).contains("All of it (Except gift cards.)");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                <w:altChunk/>                                                                     | a part that was inserted from another file
                <w:p><w:r><m:oMath xmlns:m="urn:m"><m:t>a</m:t></m:oMath></w:r></w:p>             | a formula
                <w:p><w:r><w:drawing><c:chart xmlns:c="urn:c"/></w:drawing></w:r></w:p>           | a chart
                """)
        void with_something_that_cannot_be_read_is_refused_and_not_read_in_part(String markup, String what)
                throws IOException {
            write("fees.docx", Documents.wordWith(markup));

            assertThat(problems())
                    .containsExactly("knowledge/fees.docx: has " + what
                            + " in it, which cannot be read; write what it says as text");
        }

        @Test
        void is_not_read_with_its_hidden_text() throws IOException {
            write("fees.docx", Documents.word());

            assertThat(onlyArticle().content().body()).doesNotContain("our margin");
        }

        @Test
        void that_is_none_is_refused() throws IOException {
            write("a.docx", "Just words");

            assertThat(problems()).singleElement().asString().startsWith("knowledge/a.docx: is damaged");
        }

        @Test
        void that_unpacks_to_far_more_than_people_write_is_refused() throws IOException {
            write("pictures.docx", Documents.wordBomb(300, 1, ".png"));
            write("text.docx", Documents.wordBomb(3, 10, ".xml"));

            assertThat(problems())
                    .containsExactly(
                            "knowledge/pictures.docx: unpacks to more than 256 MiB; it is damaged or made to harm",
                            "knowledge/text.docx: has more than 24 MiB of text with its formatting; split it into several articles");
        }

        @Test
        void with_pictures_is_read_without_them() throws IOException {
            write("fees.docx", Documents.wordBomb(20, 1, ".png"));

            assertThat(onlyArticle().content().title()).isEqualTo("Fees");
        }
    }

    @Nested
    class A_table_of_questions {
        @Test
        void is_an_article_a_row() throws IOException {
            write("faq.csv", """
                    question,answer,topic,visibility
                    "How long, exactly, does delivery take?","Two days.
                    Three at Christmas.",delivery,
                    Größe ändern?,Ask us.,,users
                    """);

            var articles = read().articles();

            assertThat(articles)
                    .extracting(
                            FolderArticle::articleId,
                            each -> each.content().title(),
                            each -> each.content().body())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "faq.how-long-exactly-does-delivery-take",
                                    "How long, exactly, does delivery take?",
                                    "Two days.\nThree at Christmas."),
                            org.assertj.core.groups.Tuple.tuple("faq.gro-e-andern", "Größe ändern?", "Ask us."));
            assertThat(articles.getFirst().content().topicId()).isEqualTo("delivery");
            assertThat(articles.getLast().content().visibility()).isEqualTo(Visibility.USERS);
        }

        @Test
        void is_described_as_a_whole_by_a_file_beside_it() throws IOException {
            write("faq.csv", "id;question;answer;language\nq1;Wie lange?;Zwei Tage.;\nq2;How long?;Two days.;en\n");
            write("faq.csv.yaml", "language: de\ntopic: delivery\n");

            assertThat(read().articles())
                    .extracting(
                            FolderArticle::articleId,
                            each -> each.content().language(),
                            each -> each.content().topicId())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("q1", "de", "delivery"),
                            org.assertj.core.groups.Tuple.tuple("q2", "en", "delivery"));
        }

        @Test
        void is_never_taken_in_part() throws IOException {
            write("faq.csv", "question,answer\nHow long?,Two days.\nHow much?,\n");

            assertThat(read().articles()).isEmpty();
            assertThat(problems())
                    .containsExactly("knowledge/faq.csv:3: the row has no `answer`; fill it in or delete the row");
        }

        @Test
        void with_another_number_of_values_in_a_row_is_refused() throws IOException {
            write("faq.csv", "question,answer\nHow long, exactly?,Two days.\n");

            assertThat(problems())
                    .containsExactly(
                            "knowledge/faq.csv:2: the row has 3 values for 2 columns; put quotes around values with commas");
        }

        @Test
        void without_names_of_columns_is_refused() throws IOException {
            write("faq.csv", "How long?,Two days.\n");

            assertThat(problems())
                    .containsExactly(
                            "knowledge/faq.csv:1: the first line must name the columns, among them `question` and `answer`");
        }

        @Test
        void that_asks_the_same_twice_is_refused() throws IOException {
            write("faq.csv", "question,answer\nHow long?,Two days.\nHow long?,Three days.\n");

            assertThat(problems())
                    .singleElement()
                    .asString()
                    .startsWith("knowledge/faq.csv:3: the row has the id `faq.how-long`, as the row of line 2 has");
        }

        @Test
        void with_a_wrong_word_in_a_column_is_refused_with_its_line() throws IOException {
            write("faq.csv", "question,answer,visibility\nHow long?,Two days.,nobody\n");

            assertThat(problems())
                    .containsExactly("knowledge/faq.csv:2: `visibility` must be public, users or internal");
        }
    }

    @Nested
    class A_describing_file {
        @Test
        void that_is_broken_names_its_own_line() throws IOException {
            write("a.pdf", Documents.pdf());
            write("a.pdf.yaml", "title: A\nsubject: b\n");

            assertThat(problems())
                    .singleElement()
                    .asString()
                    .startsWith("knowledge/a.pdf.yaml:2: unknown key `subject`");
        }

        @Test
        void that_describes_nothing_is_reported() throws IOException {
            write("a.pdf.yaml", "title: A\n");

            assertThat(problems())
                    .containsExactly("knowledge/a.pdf.yaml: describes knowledge/a.pdf, which is not there");
        }
    }

    private static String markup(String shortened) {
        return shortened
                .replaceAll("T\\[(.*?)]", "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>P[$1]</w:tc></w:tr></w:tbl>")
                .replaceAll("P\\[(.*?)]", "<w:p><w:r><w:t>$1</w:t></w:r></w:p>");
    }

    private static List<PassageText> passages(FolderArticle article) {
        return Chunker.passages(article.content());
    }

    private FolderReading read() throws IOException {
        return ArticleFolder.read(folder, "shop");
    }

    private List<String> problems() throws IOException {
        return read().problems().stream().map(ArticleProblem::toString).toList();
    }

    private FolderArticle onlyArticle() throws IOException {
        assertThat(problems()).isEmpty();
        return read().articles().getFirst();
    }

    private void write(String path, String content) throws IOException {
        write(path, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
