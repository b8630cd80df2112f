package io.casebook.knowledge.articles;

/** A file, or one of its lines, that cannot be part of an article. Never leaves this package: it becomes a problem of the reading. */
final class UnusableArticleException extends Exception {
    private final int line;

    UnusableArticleException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    String reason() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
