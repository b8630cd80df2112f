package io.casebook.tools.run;

import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import org.jspecify.annotations.Nullable;

/** What is known after a changing call was sent once. */
public sealed interface Sent {

    /** The tool answered, and its answer settles the matter. */
    record Settled(ToolOutcome outcome) implements Sent {}

    /** Nothing left the house. */
    record Nothing(String why) implements Sent {}

    /** The call may have taken effect. */
    record InDoubt(String why) implements Sent {}

    /** Judges one try. What is not certain is in doubt. */
    static Sent of(Attempt attempt, Answer answer, boolean repeat) {
        return switch (attempt) {
            case Attempt.NotSent notSent -> new Nothing(notSent.why());
            case Attempt.BusyHere busy -> new Nothing(busy.why());
            case Attempt.Broken broken -> new InDoubt(broken.why());
            case Attempt.Done done ->
                switch (answer.fit(done)) {
                    case Answer.Fit.Good good -> new Settled(good.success());
                    case Answer.Fit.Bad bad -> unusable(bad.unusable());
                };
            case Attempt.Refused refused ->
                repeat && refused.doubtful()
                        ? new InDoubt("the repetition was refused" + with(refused.status()))
                        : new Settled(answer.failure(refused.reason(), refused.status(), refused.told()));
            case Attempt.Overloaded overloaded ->
                new InDoubt("the tool could not do it now" + with(overloaded.status()));
            case Attempt.Unusable unusable -> unusable(unusable);
            case Attempt.Elsewhere elsewhere -> elsewhere(elsewhere.status());
        };
    }

    /** A page of a proxy says that all went well, too. */
    private static Sent unusable(Attempt.Unusable unusable) {
        return new InDoubt("the tool answered%s, but %s".formatted(with(unusable.status()), unusable.why()));
    }

    /** 307 and 308 ask to send the same elsewhere, so nothing was done; the others may follow something done. */
    private static Sent elsewhere(int status) {
        return status == 307 || status == 308
                ? new Settled(new ToolFailure(Reasons.REDIRECTED, status, null))
                : new InDoubt("the tool answered with the redirect " + status);
    }

    private static String with(@Nullable Integer status) {
        return status == null ? "" : " (" + status + ")";
    }
}
