package io.casebook.knowledge.articles;

import io.casebook.knowledge.documents.PdfDocument;
import io.casebook.knowledge.documents.QuestionTable;
import io.casebook.knowledge.documents.UnreadableDocumentException;
import io.casebook.knowledge.documents.WordDocument;
import io.casebook.knowledge.passages.ArticleText;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the folder, from bytes to articles. */
final class ArticleFile {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final int LONGEST_SLUG = 60;
    private static final Set<String> COLUMNS = Set.copyOf(Metadata.KEYS);

    private final String agentId;
    private final String path;
    private final String pathInFolder;
    private final FileKind kind;

    /**
     * A usable article.
     *
     * @param article the article
     * @param idLine the line that names its id; 0 where none does
     */
    record Read(FolderArticle article, int idLine) {}

    /**
     * The text of an article and what it says about itself.
     *
     * @param body the text
     * @param title its title; null where it has none
     * @param language its language; null where it names none
     */
    private record Text(
            String body, @Nullable String title, @Nullable String language) {}

    /**
     * @param path path from the agent's folder
     * @param pathInFolder path from the folder of articles; the id where the file names none
     * @throws UnusableArticleException if files of this name are no articles
     */
    ArticleFile(String agentId, String path, String pathInFolder) throws UnusableArticleException {
        this.agentId = agentId;
        this.path = path;
        this.pathInFolder = pathInFolder;
        this.kind = FileKind.of(path);
    }

    /**
     * Reads the file.
     *
     * @param told what a file beside it tells about it; one that has a front matter needs none
     */
    List<Read> read(byte[] bytes, FrontMatter told) throws UnusableArticleException {
        if (!kind.hasSidecar()) {
            return List.of(written(TextFile.decode(bytes)));
        }
        try {
            return switch (kind) {
                case PDF -> List.of(document(told, PdfDocument.read(bytes)));
                case WORD -> List.of(document(told, WordDocument.read(bytes)));
                default -> questions(told, TextFile.decode(bytes));
            };
        } catch (UnreadableDocumentException e) {
            throw new UnusableArticleException(e.line(), e.reason());
        }
    }

    private Read written(String content) throws UnusableArticleException {
        if (content.isBlank()) {
            throw new UnusableArticleException(0, "the file is empty; write the article or remove the file");
        }
        var front = FrontMatter.of(content);
        var body = front.body().strip();
        if (body.isEmpty()) {
            throw new UnusableArticleException(0, "there is no text below the front matter; write the article");
        }
        var format = kind.format();
        var text = new Text(body, ArticleText.title(format, body), ArticleText.language(format, body));
        return article(front, text, idOfFile());
    }

    private Read document(Metadata told, io.casebook.knowledge.documents.Document read)
            throws UnusableArticleException {
        var title = read.title() == null ? ArticleText.title("html", read.html()) : read.title();
        var text = new Text(read.html(), title == null ? nameOfFile() : title, read.language());
        return article(told, text, idOfFile());
    }

    private List<Read> questions(FrontMatter told, String table)
            throws UnusableArticleException, UnreadableDocumentException {
        var articles = new ArrayList<Read>();
        var lines = new HashMap<String, Integer>();
        for (var row : QuestionTable.read(table, COLUMNS)) {
            var metadata = new RowMetadata(row, told);
            var read = article(metadata, new Text(row.answer(), row.question(), null), idOfRow(row));
            var before = lines.put(read.article().articleId(), row.line());
            if (before != null) {
                throw new UnusableArticleException(
                        row.line(),
                        "the row has the id `%s`, as the row of line %d has; give each its own in a column `id`"
                                .formatted(read.article().articleId(), before));
            }
            articles.add(read);
        }
        return articles;
    }

    private Read article(Metadata told, Text text, String idByName) throws UnusableArticleException {
        var title = told.text("title") == null ? text.title() : told.text("title");
        if (title == null) {
            throw new UnusableArticleException(
                    0, "the article has no title; set `title:` in the front matter or begin with a heading");
        }
        var article = new ArticlePublished(
                title,
                told.text("description"),
                text.body(),
                kind.format(),
                MetadataValues.visibility(told),
                told.texts("audience"),
                MetadataValues.language(told, text.language()),
                told.text("topic"),
                MetadataValues.status(told),
                MetadataValues.time(told, "valid_from"),
                MetadataValues.time(told, "valid_to"),
                told.text("owner"),
                MetadataValues.url(told),
                agentId,
                path,
                null,
                null,
                "",
                MetadataValues.time(told, "review_at"));
        var objection = ArticleRules.objection(article);
        if (objection != null) {
            throw new UnusableArticleException(told.line(objection.field()), objection.message());
        }
        return new Read(new FolderArticle(id(told, idByName), ArticleHash.stamp(article)), told.line("id"));
    }

    private static String id(Metadata told, String byName) throws UnusableArticleException {
        var given = told.text("id");
        if (given == null && !ID.matcher(byName).matches()) {
            throw new UnusableArticleException(
                    0, "the file's name makes no id; set `id:` in the front matter, of letters, digits and ._:-");
        }
        var id = given == null ? byName : given;
        if (!ID.matcher(id).matches()) {
            throw new UnusableArticleException(
                    told.line("id"), "`id` must be 1 to 128 letters, digits, dots, colons, dashes or underscores");
        }
        return id;
    }

    private String idOfFile() {
        return stem().replace('/', '.').replace(' ', '-');
    }

    /** A row that is moved keeps its id; one that asks something else is another article. */
    private String idOfRow(QuestionTable.Row row) {
        var plain = ACCENTS.matcher(Normalizer.normalize(row.question(), Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var slug = NO_LETTERS.matcher(plain).replaceAll("-").replaceAll("^-|-$", "");
        var word = slug.isEmpty() ? Integer.toHexString(row.question().hashCode()) : slug;
        return idOfFile() + "." + (word.length() > LONGEST_SLUG ? word.substring(0, LONGEST_SLUG) : word);
    }

    private String nameOfFile() {
        var stem = stem();
        return stem.substring(stem.lastIndexOf('/') + 1);
    }

    private String stem() {
        return pathInFolder.substring(0, pathInFolder.lastIndexOf('.'));
    }
}
