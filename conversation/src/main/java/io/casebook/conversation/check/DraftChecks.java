package io.casebook.conversation.check;

import io.casebook.conversation.check.Draft.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one version of an agent, prepared. Immutable; the same draft and background give the same findings.
 *
 * <p>What a procedure's author wrote is only held against what can be wrong in it: that it says of the agent what no call did.
 */
public final class DraftChecks {
    /** Facts come from what the agent was given. */
    public static final String GROUNDED = "grounded";
    /** Actions that are claimed were done. */
    public static final String BACKED_CLAIMS = "backed_claims";
    /** It is in the customer's language. */
    public static final String LANGUAGE = "language";
    /** It gives nothing internal away. */
    public static final String NO_INTERNAL = "no_internal";
    /** It leaves alone what is for people. */
    public static final String FORBIDDEN_TOPICS = "forbidden_topics";
    /** It has the form that the definition wants. */
    public static final String REPLY = "reply";
    /** Characters of the longest reply that anybody sends. */
    public static final int LONGEST_REPLY = ReplyForm.LONGEST;

    /** What they were prepared from: the same is the same checks. */
    private record Source(
            Set<String> on, List<ToolClaims> tools, List<String> topics, int maxCharacters, List<String> avoid) {}

    private final Source source;
    private final Set<String> on;
    private final BackedClaims claims;
    private final ForbiddenTopics topics;
    private final ReplyForm form;

    /**
     * Prepares the checks.
     *
     * @param on names of the checks that are switched on, of the first four here
     * @param tools what claims the actions of which tool
     * @param forbiddenTopics topics that go to people
     * @param maxCharacters characters of a reply at most; 0 for no limit of the definition
     * @param avoid phrases that no reply has
     */
    public DraftChecks(
            Set<String> on,
            List<ToolClaims> tools,
            List<String> forbiddenTopics,
            int maxCharacters,
            List<String> avoid) {
        this.source = new Source(
                Set.copyOf(on), List.copyOf(tools), List.copyOf(forbiddenTopics), maxCharacters, List.copyOf(avoid));
        this.on = source.on();
        this.claims = new BackedClaims(on.contains(BACKED_CLAIMS) ? tools : List.of());
        this.topics = new ForbiddenTopics(forbiddenTopics);
        this.form = new ReplyForm(maxCharacters, avoid);
    }

    /**
     * Examines a draft.
     *
     * @param background asked for only where a check needs it
     * @return the verdict of every check that applies, in a fixed order
     */
    public List<Finding> examine(Draft draft, Supplier<Background> background) {
        if (ReplyForm.tooLong(draft)) {
            return List.of(Finding.of(REPLY, form.fault(draft)));
        }
        if (draft.origin() == Origin.PROCEDURE) {
            return on.contains(BACKED_CLAIMS)
                    ? List.of(Finding.of(BACKED_CLAIMS, claims.fault(draft, background.get())))
                    : List.of();
        }
        var findings = new ArrayList<Finding>();
        if (on.contains(GROUNDED)) {
            findings.add(Finding.of(GROUNDED, Grounded.fault(draft, background.get())));
        }
        if (on.contains(BACKED_CLAIMS)) {
            findings.add(Finding.of(BACKED_CLAIMS, claims.fault(draft, background.get())));
        }
        if (on.contains(LANGUAGE)) {
            findings.add(Finding.of(LANGUAGE, SameLanguage.fault(draft, background.get())));
        }
        if (on.contains(NO_INTERNAL)) {
            findings.add(Finding.of(NO_INTERNAL, NoInternal.fault(draft, background.get())));
        }
        if (!topics.none()) {
            findings.add(Finding.of(FORBIDDEN_TOPICS, topics.fault(draft)));
        }
        if (!form.none()) {
            findings.add(Finding.of(REPLY, form.fault(draft)));
        }
        return findings;
    }

    /**
     * Why a text that condenses others must not take their place: it states what stands in none of them. Null where it may, or
     * where nobody wants to know.
     */
    public @Nullable String newFacts(Draft summary, Background background) {
        var fault = on.contains(GROUNDED) ? Grounded.fault(summary, background) : null;
        return fault == null ? null : fault.reason();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DraftChecks checks && source.equals(checks.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** Ids of the calls that a draft says were done, of those in the background. */
    public Set<String> claimed(Draft draft, Background background) {
        return on.contains(BACKED_CLAIMS) ? claims.claimed(draft, background) : Set.of();
    }
}
