package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.knowledge.passages.ArticleLinks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds links from article to article that lead nowhere. Links into the web are not followed. */
final class Links {
    private final Library library;
    /** Files of articles that are found, each with its agent. */
    private final Set<List<String>> files = new HashSet<>();
    /** Public addresses of articles that nobody finds any more, with their ids. */
    private final Map<String, String> deadAddresses = new HashMap<>();

    Links(Library library) {
        this.library = library;
        library.dead().forEach(this::dead);
        library.articles().stream()
                .filter(library::isOver)
                .map(ShelvedArticle::version)
                .forEach(this::dead);
        library.articles().stream().filter(article -> !library.isOver(article)).forEach(this::found);
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        library.forEach(article -> {
            var content = Library.content(article);
            for (var target : ArticleLinks.of(content.format(), content.body())) {
                var broken = broken(article, target);
                if (broken != null) {
                    findings.add(
                            new Finding(Kind.BROKEN_LINK, Library.id(article), content.title(), null, broken, target));
                }
            }
        });
        return findings;
    }

    private @Nullable String broken(ShelvedArticle article, String written) {
        var target = LinkTarget.of(written);
        if (target.isNoAddress()) {
            return "has a link that is no address; mend it";
        }
        if (target.hasScheme()) {
            var dead = deadAddresses.get(target.withoutFragment());
            return dead == null
                    ? null
                    : "links to the article `%s`, which nobody finds any more; link to another or take the link away"
                            .formatted(dead);
        }
        var path = Library.content(article).path();
        var file = target.file();
        if (path == null || file.isEmpty() || file.startsWith("/")) {
            return null;
        }
        return files.contains(file(article, LinkTarget.resolved(path, file)))
                ? null
                : "links to the file %s, which is no article that is found; mend the link".formatted(file);
    }

    private void found(ShelvedArticle article) {
        var path = Library.content(article).path();
        if (path != null) {
            files.add(file(article, path));
        }
        var address = Library.content(article).publicUrl();
        if (address != null) {
            deadAddresses.remove(address);
        }
    }

    private void dead(ArticleVersion version) {
        var address = version.content().publicUrl();
        if (address != null) {
            deadAddresses.put(address, version.articleId());
        }
    }

    private static List<String> file(ShelvedArticle article, String path) {
        return List.of(String.valueOf(Library.content(article).agentId()), path);
    }
}
