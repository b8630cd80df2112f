package io.casebook.knowledge.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.knowledge.audits.PassagePair;
import io.casebook.knowledge.audits.Verdict;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.platform.tasks.Material;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.platform.tasks.TaskOutcome;
import io.casebook.vocabulary.event.Lane;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two passages as a task, and what a model answers as a verdict. */
final class Compared {
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_REASON = 500;

    private static final Pattern MARKS = Pattern.compile("[\"'“”„«»‘’`*_]");

    private Compared() {}

    /** The task; null for passages that are too long to be compared. */
    static @Nullable Task task(PassagePair pair, CompareLimits limits) {
        var material = Map.of(
                Material.FIRST_TITLE, title(pair.first()),
                Material.FIRST, pair.first().text(),
                Material.SECOND_TITLE, title(pair.second()),
                Material.SECOND, pair.second().text());
        return Task.objection(TaskKind.COMPARE_PASSAGES, material) != null
                ? null
                : new Task(
                        TaskKind.COMPARE_PASSAGES, Lane.BACKGROUND, limits.models(), limits.within(), null, material);
    }

    private static String title(PassageText passage) {
        var title = passage.title();
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }

    /** The verdict; null for an answer that says nothing, or quotes what does not stand there. */
    static @Nullable Verdict verdict(PassagePair pair, TaskOutcome.Answered answered) {
        var answer = answered.answer();
        var reason = line(answer.path("reason"));
        if (!answer.path("contradict").isBoolean() || reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return null;
        }
        if (!answer.path("contradict").booleanValue()) {
            return new Verdict(answered.model(), false, "", "", reason);
        }
        var first = line(answer.path("first_says"));
        var second = line(answer.path("second_says"));
        return says(pair.first(), first) && says(pair.second(), second)
                ? new Verdict(answered.model(), true, first, second, reason)
                : null;
    }

    private static boolean says(PassageText passage, String quote) {
        var plain = plain(quote);
        return !plain.isEmpty()
                && (plain(passage.text()).contains(plain)
                        || plain(passage.title()).contains(plain));
    }

    /** Without what a model changes when it copies: quotation marks, emphasis, case. */
    private static String plain(String text) {
        return line(MARKS.matcher(text).replaceAll("")).toLowerCase(Locale.ROOT);
    }

    private static String line(JsonNode text) {
        return text.isTextual() ? line(text.textValue()) : "";
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
