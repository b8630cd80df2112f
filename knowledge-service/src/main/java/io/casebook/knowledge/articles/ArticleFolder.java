package io.casebook.knowledge.articles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/** The folder {@code knowledge/} of an agent: each file of it is one article. */
public final class ArticleFolder {
    /** Largest file that is read, in bytes. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    private final Path folder;
    private final String agentId;
    private final List<ArticleProblem> problems = new ArrayList<>();
    private final TreeMap<String, ArticleFile.Read> usable = new TreeMap<>();

    private ArticleFolder(Path folder, String agentId) {
        this.folder = folder;
        this.agentId = agentId;
    }

    /**
     * Reads every article of a folder. A file that is no usable article is reported and skipped; the others are read all the same.
     * A folder that does not exist has no articles.
     *
     * @param folder the agent's folder of articles
     * @param agentId the agent that the articles belong to
     * @throws IOException if the folder itself cannot be listed
     */
    public static FolderReading read(Path folder, String agentId) throws IOException {
        return new ArticleFolder(folder, agentId).read();
    }

    private FolderReading read() throws IOException {
        var files = FolderFiles.of(folder, problems);
        files.byPath().forEach(this::read);
        dropDuplicates();
        var articles = usable.values().stream().map(ArticleFile.Read::article).toList();
        return new FolderReading(agentId, articles, problems, files.complete());
    }

    private void read(String path, Path file) {
        try {
            ArticleFile.format(path);
            var inFolder = FolderFiles.slashes(folder.relativize(file));
            usable.put(path, new ArticleFile(agentId, path, inFolder).read(bytes(file)));
        } catch (UnusableArticleException e) {
            problems.add(new ArticleProblem(path, e.line(), e.reason()));
        } catch (IOException e) {
            problems.add(new ArticleProblem(path, 0, "cannot be read (%s)".formatted(FolderFiles.reason(e))));
        }
    }

    private byte[] bytes(Path file) throws IOException, UnusableArticleException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableArticleException(0, "is no regular file; remove it from the folder");
        }
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw new UnusableArticleException(0, "is a link that leads out of the folder; copy the file instead");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new UnusableArticleException(0, "the file is larger than 1 MiB; split it into several articles");
            }
            return bytes;
        }
    }

    /** Files that claim one id: none of them is taken, because nobody can tell which is meant. */
    private void dropDuplicates() {
        var byId = new HashMap<String, TreeMap<String, ArticleFile.Read>>();
        usable.forEach((path, read) -> byId.computeIfAbsent(read.article().articleId(), id -> new TreeMap<>())
                .put(path, read));
        byId.forEach((id, claims) -> {
            if (claims.size() > 1) {
                claims.forEach((path, read) -> {
                    var other = path.equals(claims.firstKey()) ? claims.lastKey() : claims.firstKey();
                    var message = "the id `%s` is also that of %s; give each article its own".formatted(id, other);
                    problems.add(new ArticleProblem(path, read.idLine(), message));
                    usable.remove(path);
                });
            }
        });
        problems.sort(Comparator.comparing(ArticleProblem::file).thenComparingInt(ArticleProblem::line));
    }
}
