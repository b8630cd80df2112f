package io.casebook.conversation.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The teams that take over.
 *
 * @param defaultTarget id of the target where nothing else is said
 * @param targets every target by its id, in the order of the definition
 */
public record HandOffPolicy(String defaultTarget, Map<String, Target> targets) {

    /** What an agent that names no team hands off to. */
    public static final HandOffPolicy DEFAULT =
            new HandOffPolicy("tier1", Map.of("tier1", new Target("tier1", "First line", List.of())));

    public HandOffPolicy {
        targets = Require.orderedCopy(targets);
        if (!targets.containsKey(defaultTarget)) {
            throw new IllegalArgumentException("the default target " + defaultTarget + " is not among the targets");
        }
    }

    /** The target with that id, or the default one where the id is null or nobody's. */
    public Target target(@Nullable String id) {
        Target target = id == null ? null : targets.get(id);
        return target != null ? target : defaultOne();
    }

    /**
     * The default target, or the first one whose people speak a language that those of the default one do not.
     *
     * @param language the customer's, BCP 47
     * @param agentSpeaks whether the agent speaks it, and with it every target that names no languages
     */
    public Target targetFor(String language, boolean agentSpeaks) {
        Target first = defaultOne();
        if (first.speaks(language, agentSpeaks)) {
            return first;
        }
        return targets.values().stream()
                .filter(target -> target.speaks(language, agentSpeaks))
                .findFirst()
                .orElse(first);
    }

    private Target defaultOne() {
        Target target = targets.get(defaultTarget);
        if (target == null) {
            throw new IllegalStateException("checked in the constructor");
        }
        return target;
    }

    /**
     * A team.
     *
     * @param id key in the definition
     * @param name name for people
     * @param languages the languages that its people speak, BCP 47; empty for the agent's own
     * @param hours when its people are there; null for always
     */
    public record Target(
            String id,
            String name,
            List<String> languages,
            @Nullable OpeningHours hours) {

        /** A team that is always there. */
        public Target(String id, String name, List<String> languages) {
            this(id, name, languages, null);
        }

        public Target {
            Require.text(id, "target");
            Require.text(name, "name");
            languages = List.copyOf(languages);
        }

        boolean speaks(String language, boolean agentSpeaks) {
            return languages.isEmpty() ? agentSpeaks : LanguageTags.match(languages, language) != null;
        }
    }
}
