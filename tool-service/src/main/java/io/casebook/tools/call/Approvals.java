package io.casebook.tools.call;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Locality;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks again at what the orchestrator decided before it sent the call: whether the tool may be called at all, and whether a
 * person had to approve it. Whoever writes to the request topic past the orchestrator meets the same rules here.
 *
 * <p>A condition is judged only where the request carries all that it reads. What it lacks (slots, earlier results, channel and
 * language, resources that were not sent) the orchestrator alone knows.
 */
final class Approvals {
    private static final Pattern READS =
            Pattern.compile("\\b(?:(slots|results|channel|language)|(identity)|resources(?:\\.([A-Za-z0-9_]+))?)\\b");

    private Approvals() {}

    /** Refuses a call whose condition does not certainly hold, or that nobody approved although somebody had to. */
    static void check(Tool tool, ToolCallRequest request) {
        var requires = tool.requires();
        if (requires != null
                && carries(request, requires)
                && !requires.test(facts(request)).holds()) {
            throw new Denied(
                    Denied.REQUIREMENT_NOT_MET,
                    "%s may be called only when this holds: %s".formatted(tool.name(), requires.source()));
        }
        var approve = tool.approve();
        if (approve != null
                && request.approvedBy() == null
                && carries(request, approve)
                && !approve.test(facts(request)).fails()) {
            throw new Denied(
                    Denied.APPROVAL_MISSING,
                    "a person must approve this call of %s, because of: %s; ask for the approval and send the same arguments"
                            .formatted(tool.name(), approve.source()));
        }
    }

    private static boolean carries(ToolCallRequest request, Condition condition) {
        var reads = READS.matcher(condition.source());
        while (reads.find()) {
            var resource = reads.group(2) != null ? reads.group(2) : reads.group(3);
            if (resource == null || !request.resources().containsKey(resource)) {
                return false;
            }
        }
        return true;
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
