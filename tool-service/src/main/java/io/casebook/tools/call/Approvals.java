package io.casebook.tools.call;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Locality;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.Verdict;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at what the orchestrator decided before it sent the call: whether the tool may be called at all, and whether a
 * person had to approve it. Whoever writes to the request topic past the orchestrator meets the same rules here.
 *
 * <p>A condition is judged only where the request carries all that it reads. What it lacks (slots, earlier results, channel and
 * language, resources that were not sent) the orchestrator alone knows, and has judged. A call by hand has no orchestrator: what
 * cannot be decided is denied there, and the refusal names what is missing.
 */
final class Approvals {
    private Approvals() {}

    /** Refuses a call whose condition does not certainly hold, or that nobody approved although somebody had to. */
    static void check(Tool tool, ToolCallRequest request, Origin origin) {
        var requires = tool.requires();
        var allowed = requires == null ? null : verdict(requires, request, origin);
        if (requires != null && allowed != null && !allowed.holds()) {
            throw new Denied(
                    Denied.REQUIREMENT_NOT_MET,
                    "%s may be called only when this holds: %s%s"
                            .formatted(tool.name(), requires.source(), undecided(allowed)));
        }
        var approve = tool.approve();
        var asked = approve == null || request.approvedBy() != null ? null : verdict(approve, request, origin);
        if (approve != null && asked != null && !asked.fails()) {
            throw new Denied(
                    Denied.APPROVAL_MISSING,
                    "a person must approve this call of %s, because of: %s%s; %s"
                            .formatted(
                                    tool.name(),
                                    approve.source(),
                                    undecided(asked),
                                    origin == Origin.BY_HAND
                                            ? "nobody approves calls by hand, so have the agent call it"
                                            : "ask for the approval and send the same arguments"));
        }
    }

    /** What the condition says of the request; null where the orchestrator knew more and has judged it. */
    private static @Nullable Verdict verdict(Condition condition, ToolCallRequest request, Origin origin) {
        var missing = new TreeSet<String>();
        for (var path : condition.reads()) {
            var lack = MissingFact.in(request, path, origin);
            if (lack != null) {
                missing.add(lack);
            }
        }
        if (missing.isEmpty()) {
            var verdict = condition.test(facts(request));
            return verdict instanceof Verdict.Undecided
                    ? new Verdict.Undecided(
                            "nothing has a value at one of " + String.join(", ", new TreeSet<>(condition.reads())))
                    : verdict;
        }
        return origin == Origin.CONVERSATION ? null : new Verdict.Undecided(String.join(", ", missing));
    }

    private static String undecided(Verdict verdict) {
        return verdict instanceof Verdict.Undecided(var why) ? "; that cannot be told here: " + why : "";
    }

    private static Facts facts(ToolCallRequest request) {
        return new Facts(
                Map.of(),
                Map.of(),
                plain(request.resources()),
                request.customerId(),
                request.conversationId(),
                "",
                "",
                Personal.plain(request.arguments()),
                request.requestedAt(),
                Locality.UNKNOWN);
    }

    private static Map<String, String> plain(Map<String, PersonalText> resources) {
        var plain = new LinkedHashMap<String, String>();
        resources.forEach((name, text) -> plain.put(name, Personal.plain(text)));
        return plain;
    }
}
