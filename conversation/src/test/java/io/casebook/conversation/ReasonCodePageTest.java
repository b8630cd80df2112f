package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The page that tells people what the reason codes mean takes code and meaning from the enumeration; what helps is written by
 * hand. {@code -Dcasebook.docs.write} writes the table anew, with an empty last column where a code is new.
 */
class ReasonCodePageTest {
    private static final Path PAGE = Path.of("../docs/reason-codes.md");
    private static final String HEAD = "| code | why | what helps |\n| --- | --- | --- |\n";
    private static final int COLUMNS = 3;

    @Test
    void The_page_has_every_reason_code_with_the_words_of_the_desk() throws IOException {
        var page = Files.readString(PAGE);
        var expected = withTable(page);
        if (Boolean.getBoolean("casebook.docs.write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as(
                            "%s differs from ReasonCode; run ./mvnw -pl conversation test -Dtest=%s -Dcasebook.docs.write=true",
                            PAGE, getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Test
    void The_page_says_of_every_reason_code_what_helps() throws IOException {
        var help = help(Files.readString(PAGE));
        assertThat(Arrays.stream(ReasonCode.values()).map(ReasonCode::code))
                .allSatisfy(
                        code -> assertThat(help.getOrDefault(code, "")).as(code).isNotBlank());
    }

    private static String withTable(String page) {
        var start = page.indexOf(HEAD);
        assertThat(start).as("%s has a table of code, why and what helps", PAGE).isNotNegative();
        var end = page.indexOf("\n\n", start);
        var help = help(page);
        var table = new StringBuilder(HEAD);
        for (var reason : ReasonCode.values()) {
            table.append("| `%s` | %s | %s |%n"
                    .formatted(reason.code(), reason.words(), help.getOrDefault(reason.code(), "")));
        }
        return page.substring(0, start) + table + (end < 0 ? "" : page.substring(end + 1));
    }

    /** What the page says that helps, by code. */
    private static Map<String, String> help(String page) {
        var help = new HashMap<String, String>();
        page.lines()
                .map(ReasonCodePageTest::cells)
                .filter(row -> row.size() == COLUMNS)
                .forEach(row -> {
                    var code = row.getFirst();
                    if (code.startsWith("`")) {
                        help.put(code.substring(1, code.length() - 1), row.getLast());
                    }
                });
        return help;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        if (line.startsWith("|") && line.endsWith("|")) {
            for (var cell : line.substring(1, line.length() - 1).split("\\|", -1)) {
                cells.add(cell.strip());
            }
        }
        return cells;
    }
}
