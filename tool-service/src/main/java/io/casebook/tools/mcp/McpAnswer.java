package io.casebook.tools.mcp;

import io.casebook.tools.json.Json;
import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Reasons;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** What a server's answer means. */
final class McpAnswer {
    private McpAnswer() {}

    /**
     * What an answer means.
     *
     * @param errorsAreCertain whether nothing was done where the server calls it an error. The protocol does not say: a refusal and a
     *     failure in the middle of the work look alike
     */
    static Attempt of(McpSchema.CallToolResult result, boolean errorsAreCertain) {
        if (!Boolean.TRUE.equals(result.isError())) {
            return new Attempt.Done(content(result), null);
        }
        return errorsAreCertain
                ? Attempt.Refused.firmly(Reasons.REJECTED, null, content(result))
                : new Attempt.Unusable("the server calls it an error, which does not say that nothing was done", null);
    }

    /** Structured content as it is; else its text, as the JSON that it is, or as an object with the text. */
    private static JsonNode content(McpSchema.CallToolResult result) {
        if (result.structuredContent() != null) {
            return Json.of(result.structuredContent());
        }
        var texts = new ArrayList<String>();
        var others = Json.array();
        for (var part : result.content()) {
            if (part instanceof McpSchema.TextContent text) {
                texts.add(text.text());
            } else {
                others.add(part.type());
            }
        }
        var text = String.join("\n", texts);
        var parsed = others.isEmpty() ? Json.parse(text) : null;
        if (parsed != null && parsed.isContainer()) {
            return parsed;
        }
        var answer = Json.object().put("text", text);
        if (!others.isEmpty()) {
            answer.set("left_out", others);
        }
        return answer;
    }
}
