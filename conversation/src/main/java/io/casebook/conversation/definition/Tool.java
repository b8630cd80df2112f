package io.casebook.conversation.definition;

import io.casebook.conversation.check.ToolClaims;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the agent may call.
 *
 * @param name unique name, as models see it
 * @param description what it does, as models see it
 * @param effect whether it changes the world
 * @param parametersJson JSON Schema of what a model or a procedure may fill; bound parameters are not in it
 * @param returnsJson JSON Schema of the result; an answer that does not fit is a failed call; null takes any
 * @param bind parameters that the platform fills: name to {@code $customer.id}, {@code $conversation.id} or
 *     {@code $resources.<name>.<path>}
 * @param boundValues renders what {@code bind} fills to a JSON object, with null for what is missing; null where nothing is bound
 * @param approve a person must approve the call unless this certainly does not hold; null never asks
 * @param requires the call is denied unless this certainly holds; null always allows
 * @param critical true when its failure ends the turn in a hand-off
 * @param timeout how long one try may take
 * @param limit how often it may be called; null for no limit
 * @param customerLimit how much it may do for one customer; null for no limit
 * @param notWith tools that must not act in the same conversation
 * @param redact JSON pointers into the result that are blanked before anybody sees it
 * @param redactKinds what is taken out of the result wherever it stands
 * @param receives what the tool may have back where a token of it stands in the arguments: kinds, or pointers of other tools'
 *     {@code redact}
 * @param idempotencyHeader HTTP header that carries the call id, so that the other side can tell a repetition; null for
 *     none
 * @param idempotencyField member of what is sent that carries the call id; null for none
 * @param check how it is found out whether a call of unknown outcome took effect; null where a person finds out
 * @param cacheTtl how long a result may be used again for the same arguments and the same customer; null for not at all
 * @param claims phrases by which a reply claims that it was done; null to tell by its name, empty for none
 * @param output how much of its result is told
 * @param invalidates reading tools whose kept results are of no use after a call of this one
 * @param answersLater how long after it was called its result may take to come back by another way; null where it answers
 *     at once
 * @param prefetch true when it is called at the start of each turn, with nothing but its bound parameters
 * @param sandboxAnswer what it answers in a sandbox, with {@code {argument}} in its texts; null where nothing is said
 * @param execution how it is carried out, for the tool service alone: {@code http}, {@code mcp}, {@code sql} or
 *     {@code mock} and its settings, with {@code ${env:NAME}} and {@code ${secret:NAME}} unresolved
 */
public record Tool(
        String name,
        String description,
        Effect effect,
        String parametersJson,
        @Nullable String returnsJson,
        Map<String, String> bind,
        @Nullable ArgumentsTemplate boundValues,
        @Nullable Condition approve,
        @Nullable Condition requires,
        boolean critical,
        Duration timeout,
        @Nullable RateLimit limit,
        @Nullable CustomerLimit customerLimit,
        List<String> notWith,
        List<String> redact,
        Set<Sensitive> redactKinds,
        Set<String> receives,
        @Nullable String idempotencyHeader,
        @Nullable String idempotencyField,
        @Nullable OutcomeCheck check,
        @Nullable Duration cacheTtl,
        @Nullable List<ToolClaims.ClaimPhrase> claims,
        ToolOutput output,
        List<String> invalidates,
        @Nullable Duration answersLater,
        boolean prefetch,
        @Nullable Object sandboxAnswer,
        Map<String, @Nullable Object> execution) {

    /** How long one try may take unless the definition says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The schema of a tool without parameters. */
    public static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    /** Whether a tool changes the world. */
    public enum Effect {
        /** It looks things up; it may run twice, early or in vain. */
        READ,
        /** It changes something; it runs at most once per call id. */
        WRITE
    }

    public Tool {
        Require.text(name, "name");
        Require.text(parametersJson, "parameters");
        Require.positive(timeout, "timeout");
        if (answersLater != null) {
            Require.positive(answersLater, "answers_later");
        }
        if (cacheTtl != null) {
            Require.positive(cacheTtl, "cache");
            if (effect == Effect.WRITE) {
                throw new IllegalArgumentException("the writing tool " + name + " cannot have a cache");
            }
        }
        if (prefetch && effect == Effect.WRITE) {
            throw new IllegalArgumentException("the writing tool " + name + " cannot be called to begin with");
        }
        bind = Require.orderedCopy(bind);
        notWith = List.copyOf(notWith);
        redact = List.copyOf(redact);
        redactKinds = Set.copyOf(redactKinds);
        receives = Set.copyOf(receives);
        claims = claims == null ? null : List.copyOf(claims);
        invalidates = List.copyOf(invalidates);
        execution = Require.deepCopy(execution);
    }

    /** How long one try may take, with the time for a result that comes back later. */
    public Duration longestTry() {
        return answersLater == null ? timeout : timeout.plus(answersLater);
    }

    /** True when it changes the world. */
    public boolean writes() {
        return effect == Effect.WRITE;
    }

    /** True where the other side can tell a repetition by the call's id. */
    public boolean repeatable() {
        return idempotencyHeader != null || idempotencyField != null;
    }

    /** True where calls are counted over all processes. */
    public boolean limited() {
        return limit != null || customerLimit != null;
    }

    /** A looking-up tool to build on. */
    public static ToolBuilder reading(String name) {
        return new ToolBuilder(name, Effect.READ);
    }

    /** A changing tool to build on. */
    public static ToolBuilder writing(String name) {
        return new ToolBuilder(name, Effect.WRITE);
    }
}
