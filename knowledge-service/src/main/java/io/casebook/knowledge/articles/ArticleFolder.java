package io.casebook.knowledge.articles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The folder {@code knowledge/} of an agent: each file of it is one article, and a table one for each of its rows. */
public final class ArticleFolder {
    private final Path folder;
    private final String agentId;
    private final List<ArticleProblem> problems = new ArrayList<>();
    private final TreeMap<String, List<ArticleFile.Read>> usable = new TreeMap<>();

    private final Progress progress;

    private ArticleFolder(Path folder, String agentId, Progress progress) {
        this.folder = folder;
        this.agentId = agentId;
        this.progress = progress;
    }

    /** Is told how far the reading has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Another file was read.
         *
         * @param files how many files were read
         * @param all how many there are
         */
        void read(int files, int all);
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
        return read(folder, agentId, (files, all) -> {});
    }

    /**
     * Reads every article of a folder as {@link #read(Path, String)} does, and tells how far it is: documents take their time.
     *
     * @param progress is told after each file
     * @throws IOException if the folder itself cannot be listed
     */
    public static FolderReading read(Path folder, String agentId, Progress progress) throws IOException {
        return new ArticleFolder(folder, agentId, progress).read();
    }

    private FolderReading read() throws IOException {
        var files = FolderFiles.of(folder, problems);
        var byPath = files.byPath();
        var done = new AtomicInteger();
        byPath.forEach((path, file) -> {
            var described = FileKind.described(path);
            if (described == null) {
                read(path, file, byPath.get(FileKind.sidecar(path)));
            } else if (!byPath.containsKey(described)) {
                problems.add(new ArticleProblem(path, 0, "describes %s, which is not there".formatted(described)));
            }
            progress.read(done.incrementAndGet(), byPath.size());
        });
        dropDuplicates();
        var articles = usable.values().stream()
                .flatMap(List::stream)
                .map(ArticleFile.Read::article)
                .toList();
        return new FolderReading(agentId, articles, problems, files.seen());
    }

    private void read(String path, Path file, @Nullable Path sidecar) {
        var told = sidecar == null ? FrontMatter.none() : describing(path, sidecar);
        if (told == null) {
            return;
        }
        try {
            var article = new ArticleFile(agentId, path, FolderFiles.slashes(folder.relativize(file)));
            usable.put(path, article.read(bytes(file, FileKind.of(path).maxBytes()), told));
        } catch (UnusableArticleException e) {
            // Documents have no lines; what is wrong in one is wrong in the file that describes it.
            var at = e.line() > 0 && FileKind.hasPages(path) ? FileKind.sidecar(path) : path;
            problems.add(new ArticleProblem(at, e.line(), e.reason()));
        } catch (IOException e) {
            problems.add(new ArticleProblem(path, 0, "cannot be read (%s)".formatted(FolderFiles.reason(e))));
        }
    }

    private @Nullable FrontMatter describing(String path, Path sidecar) {
        try {
            return FrontMatter.alone(TextFile.decode(bytes(sidecar, FileKind.MAX_TEXT_BYTES)));
        } catch (UnusableArticleException e) {
            problems.add(new ArticleProblem(FileKind.sidecar(path), e.line(), e.reason()));
        } catch (IOException e) {
            problems.add(new ArticleProblem(
                    FileKind.sidecar(path), 0, "cannot be read (%s)".formatted(FolderFiles.reason(e))));
        }
        return null;
    }

    private byte[] bytes(Path file, int most) throws IOException, UnusableArticleException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableArticleException(0, "is no regular file; remove it from the folder");
        }
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw new UnusableArticleException(0, "is a link that leads out of the folder; copy the file instead");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UnusableArticleException(
                        0, "the file is larger than %d MiB; split it into several articles".formatted(most >> 20));
            }
            return bytes;
        }
    }

    /** Files that claim one id: none of them is taken, because nobody can tell which is meant. */
    private void dropDuplicates() {
        var byId = new TreeMap<String, TreeMap<String, ArticleFile.Read>>();
        usable.forEach((path, reads) ->
                reads.forEach(read -> byId.computeIfAbsent(read.article().articleId(), id -> new TreeMap<>())
                        .put(path, read)));
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
