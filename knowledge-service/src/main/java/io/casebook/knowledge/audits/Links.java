package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ShelvedArticle;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;

/** Finds links from article to article that lead nowhere. Links into the web are not followed. */
final class Links {
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(false).build();

    private final Library library;
    /** Files of articles that are found, each with its agent. */
    private final Set<List<String>> files = new HashSet<>();
    /** Public addresses of articles that nobody finds any more, with their ids. */
    private final Map<String, String> deadAddresses = new HashMap<>();

    Links(Library library) {
        this.library = library;
        library.articles().stream().filter(article -> !library.isOver(article)).forEach(this::found);
        library.articles().stream().filter(library::isOver).forEach(this::dead);
        library.hidden().forEach(this::dead);
        library.articles().stream()
                .filter(article -> !library.isOver(article))
                .forEach(article -> deadAddresses.remove(
                        String.valueOf(Library.content(article).publicUrl())));
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var article : library.articles()) {
            var content = Library.content(article);
            for (var target : targets(content.format(), content.body())) {
                var broken = broken(article, target);
                if (broken != null) {
                    findings.add(
                            new Finding(Kind.BROKEN_LINK, Library.id(article), content.title(), null, broken, target));
                }
            }
        }
        return findings;
    }

    private static List<String> targets(String format, String body) {
        if (format.equals("text")) {
            return List.of();
        }
        var html = format.equals("html") ? body : HTML.render(MARKDOWN.parse(body));
        return Jsoup.parse(html).select("a[href]").eachAttr("href").stream()
                .distinct()
                .toList();
    }

    private @org.jspecify.annotations.Nullable String broken(ShelvedArticle article, String target) {
        URI uri;
        try {
            uri = new URI(target);
        } catch (java.net.URISyntaxException e) {
            return "has a link that is no address; mend it";
        }
        if (uri.getScheme() != null) {
            var dead = deadAddresses.get(withoutFragment(target));
            return dead == null
                    ? null
                    : "links to the article `%s`, which nobody finds any more; link to another or take the link away"
                            .formatted(dead);
        }
        var path = Library.content(article).path();
        var file = uri.getPath();
        if (path == null || file == null || file.isEmpty() || file.startsWith("/")) {
            return null;
        }
        var resolved =
                URI.create("/").resolve(encoded(path)).resolve(encoded(file)).getPath();
        return files.contains(file(article, resolved.replaceFirst("^/", "")))
                ? null
                : "links to the file %s, which is no article that is found; mend the link".formatted(file);
    }

    private static String encoded(String path) {
        return path.replace(" ", "%20");
    }

    private void found(ShelvedArticle article) {
        var path = Library.content(article).path();
        if (path != null) {
            files.add(file(article, path));
        }
    }

    private void dead(ShelvedArticle article) {
        var url = Library.content(article).publicUrl();
        if (url != null) {
            deadAddresses.put(url, Library.id(article));
        }
    }

    private static List<String> file(ShelvedArticle article, String path) {
        return List.of(String.valueOf(Library.content(article).agentId()), path);
    }

    private static String withoutFragment(String address) {
        var fragment = address.indexOf('#');
        return fragment < 0 ? address : address.substring(0, fragment);
    }
}
