package io.casebook.knowledge.articles;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of files that articles are made of. */
enum FileKind {
    MARKDOWN("markdown"),
    HTML("html"),
    TEXT("text"),
    PDF("html"),
    WORD("html"),
    /** A table of questions and answers: each row is an article. */
    QUESTIONS("markdown");

    /** Largest file that people write in an editor, in bytes. */
    static final int MAX_TEXT_BYTES = 1 << 20;
    /** Largest file with pictures and fonts in it, or with many articles, in bytes. */
    static final int MAX_DOCUMENT_BYTES = 20 << 20;

    private static final String SIDECAR = ".yaml";
    private static final Map<String, FileKind> KINDS = Map.of(
            "md",
            MARKDOWN,
            "markdown",
            MARKDOWN,
            "html",
            HTML,
            "htm",
            HTML,
            "txt",
            TEXT,
            "pdf",
            PDF,
            "docx",
            WORD,
            "csv",
            QUESTIONS);

    private final String format;

    FileKind(String format) {
        this.format = format;
    }

    /** The kind that a file's name stands for. */
    static FileKind of(String name) throws UnusableArticleException {
        var kind = find(name);
        if (kind == null) {
            throw new UnusableArticleException(
                    0,
                    "articles are .md, .html, .txt, .pdf, .docx or .csv files; rename the file or move it out of the folder");
        }
        return kind;
    }

    /** The file whose metadata a file holds, going by its name: {@code a.pdf} for {@code a.pdf.yaml}; null for other files. */
    static @Nullable String described(String name) {
        if (!name.endsWith(SIDECAR)) {
            return null;
        }
        var described = name.substring(0, name.length() - SIDECAR.length());
        var kind = find(described);
        return kind != null && kind.hasSidecar() ? described : null;
    }

    /** Name of the file that may hold this one's metadata. */
    static String sidecar(String name) {
        return name + SIDECAR;
    }

    /** Whether its metadata stand in a file of their own, because it has no room for a front matter. */
    boolean hasSidecar() {
        return this == PDF || this == WORD || this == QUESTIONS;
    }

    /** Whether a file is made of pages, not of lines. */
    static boolean hasPages(String name) {
        var kind = find(name);
        return kind == PDF || kind == WORD;
    }

    /** Largest file of this kind, in bytes. */
    int maxBytes() {
        return hasSidecar() ? MAX_DOCUMENT_BYTES : MAX_TEXT_BYTES;
    }

    /** The format of the article that comes of it. */
    String format() {
        return format;
    }

    private static @Nullable FileKind find(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? null : KINDS.get(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
