package io.casebook.tools.http;

import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import java.util.Set;

/** What is known after a changing call was sent once. */
public sealed interface Sent {

    /** The tool answered, and its answer settles the matter. */
    record Settled(ToolOutcome outcome) implements Sent {}

    /** Nothing left the house. */
    record Nothing(String why) implements Sent {}

    /** The call may have taken effect. */
    record InDoubt(String why) implements Sent {}

    /** Judges one try. What is not certain is in doubt. */
    static Sent of(CompiledTool tool, Attempt attempt, Set<String> secrets, int largestResult, boolean repeat) {
        return switch (attempt) {
            case Attempt.NotSent notSent -> new Nothing(notSent.why());
            case Attempt.Broken broken -> new InDoubt(broken.why());
            case Attempt.Answered answer ->
                switch (Reading.of(tool, answer, secrets, largestResult)) {
                    case Reading.Done done -> new Settled(done.success());
                    case Reading.Refused refused -> refused(refused.failure(), answer.status(), repeat);
                    case Reading.Overloaded overloaded -> new InDoubt("the tool answered " + answer.status());
                    // A page of a proxy has status 200 as well.
                    case Reading.Unusable unusable ->
                        new InDoubt("the tool answered %d, but %s".formatted(unusable.status(), unusable.why()));
                    case Reading.Elsewhere elsewhere -> elsewhere(elsewhere.status());
                };
        };
    }

    /**
     * A refusal settles the first try. Of a repetition, these may be about the repetition alone: a key that is in use, a limit, a
     * login that has expired since.
     */
    private static Sent refused(ToolFailure failure, int status, boolean repeat) {
        return switch (status) {
            case 401, 403, 408, 409, 423, 425, 429 ->
                repeat ? new InDoubt("the repetition was answered with " + status) : new Settled(failure);
            default -> new Settled(failure);
        };
    }

    /** 307 and 308 ask to send the same elsewhere, so nothing was done; the others may follow something done. */
    private static Sent elsewhere(int status) {
        return status == 307 || status == 308
                ? new Settled(new ToolFailure(HttpCalls.REDIRECTED, status, null))
                : new InDoubt("the tool answered with the redirect " + status);
    }
}
