package io.casebook.platform.definition;

import io.casebook.conversation.check.ToolClaims.ClaimPhrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the phrases by which a reply claims a tool's action: a list, or a list for each language. */
final class ClaimsReader {
    private static final String KEY = "claims";
    private static final int LONGEST = 100;
    private static final int MOST = 50;
    private static final String HINT =
            "write claims: [\"have refunded\", \"is refunded\"], or one list a language, or off";

    private final Fields fields;
    private final Problems.InFile problems;

    ClaimsReader(Fields fields) {
        this.fields = fields;
        this.problems = fields.problems();
    }

    /** The phrases; empty where the key is off, null where it is not there. */
    @Nullable
    List<ClaimPhrase> read() {
        if (fields.isOff(KEY)) {
            return List.of();
        }
        YamlNode node = fields.node(KEY);
        List<ClaimPhrase> phrases = new ArrayList<>();
        switch (node) {
            case null -> {
                return null;
            }
            case YamlNode.Mapping byLanguage -> {
                Fields languages = new Fields(byLanguage, problems);
                byLanguage.entries().forEach((language, entry) -> {
                    if (!AgentFile.LANGUAGE.matcher(language).matches()) {
                        problems.error(entry.line(), "not a language: " + language, HINT);
                    }
                    add(languages.words(language), language.toLowerCase(Locale.ROOT), phrases);
                });
            }
            default -> add(fields.words(KEY), "", phrases);
        }
        if (phrases.isEmpty()) {
            problems.error(fields.line(KEY), "claims has no phrase", HINT);
        } else if (phrases.size() > MOST) {
            problems.error(fields.line(KEY), "claims has more than " + MOST + " phrases", "keep those that say it");
        }
        return phrases;
    }

    private void add(List<Fields.Word> words, String language, List<ClaimPhrase> phrases) {
        for (Fields.Word word : words) {
            if (word.text().chars().noneMatch(Character::isLetter)
                    || word.text().length() > LONGEST) {
                problems.error(word.line(), "not a phrase of at most " + LONGEST + " characters: " + word.text(), HINT);
            } else {
                phrases.add(new ClaimPhrase(language, word.text()));
            }
        }
    }
}
