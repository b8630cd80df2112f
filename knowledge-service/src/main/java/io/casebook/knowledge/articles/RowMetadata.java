package io.casebook.knowledge.articles;

import io.casebook.knowledge.documents.QuestionTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row of a table tells about its article, and where it is silent, what is told about all of them. */
record RowMetadata(QuestionTable.Row row, Metadata others) implements Metadata {
    @Override
    public int line(String key) {
        return row.line();
    }

    @Override
    public @Nullable String text(String key) throws UnusableArticleException {
        var own = row.more().get(key);
        // Neither an id nor a title can be that of every row.
        return own != null || key.equals("id") || key.equals("title") ? own : others.text(key);
    }

    @Override
    public List<String> texts(String key) throws UnusableArticleException {
        var own = row.more().get(key);
        return own == null
                ? others.texts(key)
                : Arrays.stream(own.split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }
}
