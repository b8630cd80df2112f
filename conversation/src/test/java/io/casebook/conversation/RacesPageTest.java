package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of races points to tests; a pointer to a test that is not there would be a promise that nobody keeps. */
class RacesPageTest {
    private static final Path PAGE = Path.of("../docs/races.md");
    private static final Pattern POINTER = Pattern.compile("`(\\w+Test)\\.([\\w.]+)`");

    @Test
    void Every_test_that_the_page_points_to_is_there() throws IOException {
        var sources = sources();
        var pointers = POINTER.matcher(Files.readString(PAGE)).results().toList();
        assertThat(pointers).hasSizeGreaterThan(30);
        assertThat(pointers).allSatisfy(pointer -> {
            var source = sources.getOrDefault(pointer.group(1), "");
            for (var name : pointer.group(2).split("\\.", -1)) {
                assertThat(source).as(pointer.group()).containsPattern("(class|void) " + name + "\\b");
            }
        });
    }

    /** The sources of all modules' tests, by class. */
    private static Map<String, String> sources() throws IOException {
        var tests = FileSystems.getDefault().getPathMatcher("glob:../*/src/test/java/**Test.java");
        var sources = new HashMap<String, String>();
        try (var modules = Files.list(Path.of(".."))) {
            for (var module : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (var files = Files.walk(module)) {
                    for (var file : files.filter(tests::matches).toList()) {
                        var name = String.valueOf(file.getFileName());
                        sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
