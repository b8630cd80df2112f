package io.casebook.conversation.definition;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The models of each role, in failover order, by their names in the installation's models file.
 *
 * @param models a role that is off has no entry
 */
public record ModelRoles(Map<ModelRole, List<String>> models) {

    /** The deterministic model that is always there: intents, procedures of steps and extractive answers, no prose. */
    public static final String BUILTIN = "builtin";

    /** What an agent that names no models uses: the built-in one, and neither judge nor summaries. */
    public static final ModelRoles DEFAULT = new ModelRoles(Map.of(
            ModelRole.REASON, List.of(BUILTIN),
            ModelRole.SMALL, List.of(BUILTIN),
            ModelRole.CLASSIFY, List.of(BUILTIN)));

    public ModelRoles {
        Map<ModelRole, List<String>> copy = new EnumMap<>(ModelRole.class);
        models.forEach((role, names) -> {
            if (names.isEmpty()) {
                throw new IllegalArgumentException(
                        "the role " + role.key() + " has no model; leave it out to switch it off");
            }
            copy.put(role, List.copyOf(names));
        });
        models = Collections.unmodifiableMap(copy);
    }

    /** The role's models in failover order; empty when the role is off. */
    public List<String> of(ModelRole role) {
        return models.getOrDefault(role, List.of());
    }

    /** True when the role has a model. */
    public boolean on(ModelRole role) {
        return models.containsKey(role);
    }

    /** True when a model of the role can write prose, which the built-in one cannot. */
    public boolean generative(ModelRole role) {
        return of(role).stream().anyMatch(name -> !name.equals(BUILTIN));
    }
}
