package io.casebook.gateway.builtin;

import io.casebook.gateway.SampleAgent;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The articles of the example shop, cut at their headings, found by likeness alone: a plain stand-in for the knowledge service. */
final class SampleArticles {
    private final Embeddings embeddings;
    private final List<Passage> passages = new ArrayList<>();
    private final List<float[]> vectors;

    SampleArticles(Embeddings embeddings) {
        this.embeddings = embeddings;
        try (var files = Files.walk(SampleAgent.FOLDER.resolve("knowledge"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                read(Files.readString(file), String.valueOf(file.getFileName()).replace(".md", ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        vectors = embeddings.embedAll(passages.stream()
                .map(passage -> passage.title() + "\n" + passage.text())
                .toList());
    }

    private void read(String file, String id) {
        var internal = file.contains("visibility: internal");
        var body = file.substring(file.indexOf("\n---\n") + 5);
        var sections = body.split("\n## ");
        var title = sections[0]
                .lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElse("# ")
                .substring(2);
        for (var i = 1; i < sections.length; i++) {
            var heading = sections[i].lines().findFirst().orElse("");
            var text = sections[i].substring(heading.length()).strip().replaceAll("(?m)^\\|[ |-]+\\|\n", "");
            passages.add(new Passage(
                    new PassageRef(
                            id, 1, i, "0123456789abcdef", 0.5, internal ? Visibility.INTERNAL : Visibility.PUBLIC),
                    title + " > " + heading,
                    text,
                    null));
        }
    }

    /** The nearest passages, internal ones among them. */
    List<Passage> search(String question, int count) {
        var asked = embeddings.embed(question);
        return IntStream.range(0, passages.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Vectors.dot(asked, vectors.get(i))))
                .limit(count)
                .map(passages::get)
                .toList();
    }
}
