package io.casebook.knowledge.articles;

import io.casebook.knowledge.passages.ArticleText;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the folder, from bytes to an article. */
final class ArticleFile {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Map<String, String> FORMATS = Map.of(
            "md", "markdown",
            "markdown", "markdown",
            "html", "html",
            "htm", "html",
            "txt", "text");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String agentId;
    private final String path;
    private final String pathInFolder;

    /**
     * A usable file.
     *
     * @param article the article
     * @param idLine the line that names its id; 0 where none does
     */
    record Read(FolderArticle article, int idLine) {}

    /**
     * @param path path from the agent's folder
     * @param pathInFolder path from the folder of articles; the id where the file names none
     */
    ArticleFile(String agentId, String path, String pathInFolder) {
        this.agentId = agentId;
        this.path = path;
        this.pathInFolder = pathInFolder;
    }

    /** The format that a file's name stands for. */
    static String format(String name) throws UnusableArticleException {
        var dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        var format = FORMATS.get(extension);
        if (format == null) {
            throw new UnusableArticleException(
                    0,
                    extension.equals("pdf") || extension.equals("docx")
                            ? "." + extension + " files are not read by this release; save the text as Markdown or HTML"
                            : "articles are .md, .html or .txt files; rename the file or move it out of the folder");
        }
        return format;
    }

    Read read(byte[] bytes) throws UnusableArticleException {
        var format = format(path);
        var content = decode(bytes);
        if (content.isBlank()) {
            throw new UnusableArticleException(0, "the file is empty; write the article or remove the file");
        }
        var front = FrontMatter.of(content);
        var body = front.body().strip();
        if (body.isEmpty()) {
            throw new UnusableArticleException(0, "there is no text below the front matter; write the article");
        }
        var validFrom = time(front, "valid_from");
        var validTo = time(front, "valid_to");
        var article = new ArticlePublished(
                title(front, format, body),
                front.text("description"),
                body,
                format,
                visibility(front),
                front.texts("audience"),
                language(front, format, body),
                front.text("topic"),
                status(front),
                validFrom,
                validTo,
                front.text("owner"),
                url(front),
                agentId,
                path,
                null,
                null,
                "");
        var objection = ArticleRules.objection(article);
        if (objection != null) {
            throw new UnusableArticleException(front.line(objection.field()), objection.message());
        }
        return new Read(new FolderArticle(id(front), ArticleHash.stamp(article)), front.line("id"));
    }

    private static String decode(byte[] bytes) throws UnusableArticleException {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new UnusableArticleException(
                        lineOf(bytes, i), "this is a binary file or not UTF-8; save the article as UTF-8 text");
            }
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        try {
            var text = decoder.decode(in).toString();
            var start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
            return text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new UnusableArticleException(
                    lineOf(bytes, in.position()),
                    "the file is not UTF-8 (byte %d); save it as UTF-8".formatted(in.position()));
        }
    }

    private static int lineOf(byte[] bytes, int position) {
        var line = 1;
        for (var i = 0; i < Math.min(position, bytes.length); i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private String id(FrontMatter front) throws UnusableArticleException {
        var given = front.text("id");
        if (given == null) {
            var stem = pathInFolder.substring(0, pathInFolder.lastIndexOf('.'));
            given = stem.replace('/', '.').replace(' ', '-');
            if (!ID.matcher(given).matches()) {
                throw new UnusableArticleException(
                        0, "the file's name makes no id; set `id:` in the front matter, of letters, digits and ._:-");
            }
        }
        if (!ID.matcher(given).matches()) {
            throw new UnusableArticleException(
                    front.line("id"), "`id` must be 1 to 128 letters, digits, dots, colons, dashes or underscores");
        }
        return given;
    }

    private String title(FrontMatter front, String format, String body) throws UnusableArticleException {
        var title = front.text("title");
        if (title == null) {
            title = ArticleText.title(format, body);
        }
        if (title == null) {
            throw new UnusableArticleException(
                    0, "the article has no title; set `title:` in the front matter or begin with a heading");
        }
        return title;
    }

    private static Visibility visibility(FrontMatter front) throws UnusableArticleException {
        var text = front.text("visibility");
        return switch (text == null ? "public" : text) {
            case "public" -> Visibility.PUBLIC;
            case "users" -> Visibility.USERS;
            case "internal" -> Visibility.INTERNAL;
            default ->
                throw new UnusableArticleException(
                        front.line("visibility"), "`visibility` must be public, users or internal");
        };
    }

    private static ArticleStatus status(FrontMatter front) throws UnusableArticleException {
        var text = front.text("status");
        return switch (text == null ? "published" : text) {
            case "published" -> ArticleStatus.PUBLISHED;
            case "draft" -> ArticleStatus.DRAFT;
            default -> throw new UnusableArticleException(front.line("status"), "`status` must be published or draft");
        };
    }

    private static String language(FrontMatter front, String format, String body) throws UnusableArticleException {
        var text = front.text("language");
        if (text == null) {
            text = ArticleText.language(format, body);
        }
        var tag = ArticleRules.languageTag(text == null ? "en" : text);
        if (tag == null) {
            throw new UnusableArticleException(
                    front.line("language"), "`language` must be a language tag such as en or de-AT");
        }
        return tag;
    }

    private static @Nullable String url(FrontMatter front) throws UnusableArticleException {
        var text = front.text("public_url");
        if (text != null && !ArticleRules.isWebAddress(text)) {
            throw new UnusableArticleException(
                    front.line("public_url"), "`public_url` must be an address that begins with https:// or http://");
        }
        return text;
    }

    private static @Nullable Instant time(FrontMatter front, String key) throws UnusableArticleException {
        var text = front.text(key);
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UnusableArticleException(
                    front.line(key), "`" + key + "` must be a day (2026-01-31) or a time (2026-01-31T09:00:00Z)");
        }
    }
}
