package io.casebook.platform.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model can be asked to do outside of conversations. Each kind has its material and its form of answers. */
public enum TaskKind {
    /**
     * Write an article from what people replied. The answer is {@code {"title", "body"}}; an empty body says that the replies do
     * not answer the question.
     */
    DRAFT_ARTICLE,

    /**
     * Say whether two passages contradict each other. The answer is {@code {"contradict", "first_says", "second_says", "reason"}},
     * with the words of each that do.
     */
    COMPARE_PASSAGES,

    /**
     * Put passages in order for a question. The answer is {@code {"order"}}: numbers of passages from 1, best first; one that
     * answers nothing may be missing.
     */
    RANK_PASSAGES;

    /** The kind of that name on the wire, if there is one. */
    public static Optional<TaskKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }

    /** Its name on the wire, which is also the name of its template, such as {@code draft-article}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names of the texts that it may be about. */
    public List<String> material() {
        return switch (this) {
            case DRAFT_ARTICLE -> List.of(Material.QUESTION, Material.QUESTIONS, Material.REPLIES);
            case COMPARE_PASSAGES ->
                List.of(Material.FIRST_TITLE, Material.FIRST, Material.SECOND_TITLE, Material.SECOND);
            case RANK_PASSAGES -> List.of(Material.QUESTION, Material.CONTEXT, Material.PASSAGES);
        };
    }

    /** Those of them without which it cannot be done. */
    public List<String> required() {
        return switch (this) {
            case DRAFT_ARTICLE -> List.of(Material.QUESTION, Material.REPLIES);
            case COMPARE_PASSAGES -> List.of(Material.FIRST, Material.SECOND);
            case RANK_PASSAGES -> List.of(Material.QUESTION, Material.PASSAGES);
        };
    }
}
