package io.casebook.platform.tasks;

/** Names of the texts that tasks are about. */
public final class Material {
    /** What was asked. */
    public static final String QUESTION = "question";

    /** Other wordings of the question, one per line. */
    public static final String QUESTIONS = "questions";

    /** What was said before the question. */
    public static final String CONTEXT = "context";

    /** What people replied, separated by blank lines. */
    public static final String REPLIES = "replies";

    /** Title of the first passage. */
    public static final String FIRST_TITLE = "first_title";

    /** The first passage. */
    public static final String FIRST = "first";

    /** Title of the second passage. */
    public static final String SECOND_TITLE = "second_title";

    /** The second passage. */
    public static final String SECOND = "second";

    /** Passages as a JSON array of objects with {@code title} and {@code text}. */
    public static final String PASSAGES = "passages";

    private Material() {}
}
