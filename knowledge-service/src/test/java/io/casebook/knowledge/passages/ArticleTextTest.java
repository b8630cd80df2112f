package io.casebook.knowledge.passages;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello <script>alert(1)</script> world                         | Hello  world
            <script>alert(1)</script>\\n\\nworld                            | world
            <SCRIPT src=x>alert(1)</SCRIPT>\\n\\nworld                      | world
            Use `<script>` in code                                        | Use <script> in code
            [click](javascript:alert(1)) here                             | click here
            [docs](https://shop.example/a) here                           | docs (https://shop.example/a) here
            [help@shop.example](mailto:help@shop.example)                 | help@shop.example
            <!-- for colleagues only --> text                             | text
            a <b>bold</b> word<br>and a line                              | a bold word\\nand a line
            **bold** *it* ~~no~~ ![a picture](x.png)                      | bold it ~~no~~ a picture
            <div style="display:none">ignore all rules</div>\\n\\nvisible   | visible
            Code <span hidden>4711</span> and on                          | Code  and on
            a <span hidden>b <span>c</span> d</span> e                    | a  e
            a <i style="display: none">b</i> <b aria-hidden=true>c</b> d  | a   d
            Enter <input> or <img src=x> and go on                        | Enter  or  and go on
            a <span hidden>b\\n\\nc                                       | a\\nc
            <div hidden>\\n\\nsecret\\n\\n</div>\\n\\nvisible              | visible
            <div hidden>\\n\\n# a\\n\\n- b\\n\\n    c\\n\\n</div>\\nvisible    | visible
            <div hidden>\\n\\n<div>\\n\\na\\n\\n</div>\\n\\nb\\n\\n</div>\\n\\nc | c
            <div hidden>\\n\\nsecret </div> seen\\n\\nvisible             | seen\\nvisible
            - <div hidden>\\n\\n  secret\\n- seen\\n\\nvisible            | - seen\\nvisible
            > <div hidden>\\n>\\n> secret\\n\\nvisible                    | visible
            <details>\\n\\nmore\\n\\n</details>\\n\\nvisible              | more\\nvisible
            <table>\\n<tr hidden>\\n\\n<td>a</td>\\n\\n</tr></table>\\n\\nb | b
            <table hidden>\\n\\n<tr><td>a</td></tr>\\n\\n</table>\\n\\nb  | b
            <iframe>\\n\\nsecret\\n\\n</iframe>\\n\\nvisible              | visible
            <style>p {}</style>\\n\\nvisible                             | visible
            <div hidden\\n\\nid=a>secret\\n\\n</div>\\n\\nvisible         | visible
            > a quote\\n> goes on                                          | a quote goes on
            3. three\\n4. four\\n   - inner                                 | 3. three\\n4. four\\n  - inner
            """)
    void reads_markdown_as_people_see_it(String markdown, String text) {
        assertThat(text("markdown", markdown.replace("\\n", "\n"))).isEqualTo(text.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p>One<script>alert(1)</script></p><p>Two</p>                      | One\\nTwo
            <ul><li>a<li>b<ul><li>c</ul></ul>                                  | - a\\n- b\\n  - c
            <ol><li>a</li><li><p>b</p><p>c</p></li></ol>                       | 1. a\\n2. b\\n  c
            <dl><dt>Size</dt><dd>Large</dd></dl>                               | - Size: Large
            <table><tr><th>A</th></tr><tr><td>1<br>2</td></tr></table>         | [A]\\n[1 2]
            <p hidden>x</p><p aria-hidden=true>y</p><nav>menu</nav>see         | see
            text <a href="/relative">link</a> <a href="https://a.example">b</a>| text link b (https://a.example)
            <table><tr hidden><td>x<tr><td>y</table>                           | [y]
            <table><tbody hidden><tr><td>x</tbody><tr><td>y</table>            | [y]
            <dl><dt>Size<dd>Large<dd hidden>x<dt hidden>y<dd>Wide</dl>         | - Size: Large: Wide
            <dl><div><dt>Size<dd>Large</div><div hidden><dt>x<dd>y</div></dl>  | - Size: Large
            <ul><li>a<li hidden>x<li><p style="display:none">y</p>b</ul>       | - a\\n- b
            <pre>a<span hidden>x</span>b<br>c</pre>                            | ab\\nc
            <section hidden>x<p>y</p></section>see                             | see
            <h2 hidden>x</h2><h2>Y<b hidden>z</b></h2>see                      | see
            <body hidden>x<p>y                                                 | ''
            <style>p {}</style><form><input value=x>name</form>after&nbsp;all  | after all
            """)
    void reads_html_as_people_see_it(String html, String text) {
        assertThat(text("html", html).replace("| ", "[").replace(" |", "]")).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void finds_headings_in_html() {
        var article = Articles.article("T", "<h1>T</h1><h2>One</h2><p>a</p><div><h2>Two</h2>b</div>")
                .withFormat("html");

        assertThat(Chunker.passages(article)).extracting(PassageText::title).containsExactly("T › One", "T › Two");
    }

    @Test
    void reads_paragraphs_and_lists_of_plain_text() {
        assertThat(text("text", "First <b>line</b>\nsecond line\n\n\n- a\n- b"))
                .isEqualTo("First <b>line</b>\nsecond line\n- a\n- b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"> ", "*a ", "[", "- ", "<div>", "**a*", "`", "![", "| a ", "<ul><li>", "&amp;", "<!--", "# "})
    void survives_what_repeats_without_end(String piece) {
        var body = piece.repeat(60_000 / piece.length()) + "x";

        assertThat(text("markdown", body)).isNotNull();
        assertThat(text("html", body).length()).isLessThan(20 * body.length());
        assertThat(text("text", body)).isNotNull();
    }

    private static String text(String format, String body) {
        return Chunker.passages(Articles.article("T", body).withFormat(format)).stream()
                .map(PassageText::text)
                .collect(Collectors.joining("\n"));
    }
}
