package io.casebook.conversation.check;

import io.casebook.conversation.check.Background.Deed;
import io.casebook.conversation.check.Background.Quotable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backgrounds for tests. */
final class Given {
    private final List<String> texts = new ArrayList<>();
    private final List<Quotable> passages = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private boolean personAsked;
    private @Nullable String language;

    static Given nothing() {
        return new Given();
    }

    static Given text(String... texts) {
        var given = new Given();
        given.texts.addAll(List.of(texts));
        return given;
    }

    static Given deed(String tool, String details) {
        var given = new Given();
        given.deeds.add(new Deed("call-" + tool, tool, details));
        return given;
    }

    Given status(String json) {
        statuses.add(json);
        return this;
    }

    Given passage(String text, boolean internal, boolean cited) {
        passages.add(new Quotable(text, internal, cited));
        return this;
    }

    Given personAsked() {
        personAsked = true;
        return this;
    }

    Given language(String tag) {
        language = tag;
        return this;
    }

    Background background() {
        return new Background(
                texts,
                passages,
                deeds,
                statuses,
                personAsked,
                language,
                List.of("en", "de"),
                Instant.parse("2026-03-02T09:00:00Z"));
    }
}
