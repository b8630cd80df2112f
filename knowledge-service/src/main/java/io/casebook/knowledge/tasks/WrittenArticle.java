package io.casebook.knowledge.tasks;

import io.casebook.knowledge.gaps.Draft;
import io.casebook.knowledge.gaps.Replies;
import io.casebook.platform.tasks.TaskOutcome;

/** What a model made of the wish for an article. */
sealed interface WrittenArticle {
    /** As an article's own. */
    int LONGEST_TITLE = 300;

    /** As what a person may decide on. */
    int LONGEST_BODY = 20_000;

    /** An article. */
    record Text(String model, String title, String body) implements WrittenArticle {
        Draft draft(Replies from) {
            return Draft.of(model, title, body, from);
        }
    }

    /** The replies do not answer the question. */
    record NoAnswer(String model) implements WrittenArticle {}

    /** Nothing that can be shown to anybody. */
    record Unusable(String reasonCode) implements WrittenArticle {}

    /** The outcome in a word, for logs. */
    default String word() {
        return switch (this) {
            case Text text -> "written by " + text.model;
            case NoAnswer none -> "no answer in the replies, says " + none.model;
            case Unusable unusable -> unusable.reasonCode;
        };
    }

    /** Reads an outcome. The gateway has checked it; what has no form that can be shown is refused all the same. */
    static WrittenArticle of(TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Failed failed -> new Unusable(failed.reasonCode());
            case TaskOutcome.Answered answered -> of(answered);
        };
    }

    private static WrittenArticle of(TaskOutcome.Answered answered) {
        var title = answered.answer().path("title");
        var body = answered.answer().path("body");
        if (!body.isTextual() || body.textValue().length() > LONGEST_BODY) {
            return new Unusable("unusable_answer");
        }
        if (body.textValue().isBlank()) {
            return new NoAnswer(answered.model());
        }
        var line = title.asText("").replaceAll("\\s+", " ").strip();
        return line.isEmpty() || line.length() > LONGEST_TITLE
                ? new Unusable("unusable_answer")
                : new Text(answered.model(), line, body.textValue());
    }
}
