package io.casebook.bench.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Articles made of the guidelines of a real support team (ABCD, Chen et al. 2021, MIT licence), which are read from where they are:
 * each way of handling a case is an article, each of its actions a section.
 */
final class Guidelines {
    private Guidelines() {}

    /** The articles by their ids; null where the guidelines are not on this machine. */
    static @Nullable Map<String, ArticlePublished> articles(Path data) throws IOException {
        var file = data.resolve("abcd/guidelines.json");
        if (!Files.exists(file)) {
            return null;
        }
        var articles = new LinkedHashMap<String, ArticlePublished>();
        for (var flow : new ObjectMapper().readTree(file.toFile()).properties()) {
            for (var subflow : flow.getValue().path("subflows").properties()) {
                var id = id(flow.getKey()) + "." + id(subflow.getKey());
                articles.put(id, article(flow.getKey() + ": " + subflow.getKey(), subflow.getValue()));
            }
        }
        return articles;
    }

    private static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static ArticlePublished article(String title, JsonNode subflow) {
        var body = new StringBuilder();
        subflow.path("instructions").forEach(line -> body.append(line.asText()).append("\n\n"));
        for (var action : subflow.path("actions")) {
            body.append("## ").append(action.path("button").asText()).append("\n\n");
            body.append(action.path("text").asText()).append("\n\n");
            action.path("subtext")
                    .forEach(line -> body.append("- ").append(line.asText()).append('\n'));
            body.append('\n');
        }
        return Corpus.article(title, body.toString());
    }
}
