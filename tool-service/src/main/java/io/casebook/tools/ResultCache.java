package io.casebook.tools;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results of tools that declare a {@code cache}, for the same arguments and the same customer, never for another one. Within
 * bounds; the least recently used goes first. Thread-safe.
 */
final class ResultCache {
    private final long mostBytes;
    private final LinkedHashMap<Question, Kept> results = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param mostBytes roughly how much memory the results may take */
    ResultCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * What was asked.
     *
     * @param agent the agent
     * @param version version of its definition
     * @param tool the tool
     * @param customer for whom
     * @param argumentsHash hash of the arguments that run
     */
    record Question(String agent, String version, String tool, String customer, String argumentsHash) {
        static Question of(ToolCallRequest request, String argumentsHash) {
            return new Question(
                    request.definition().agentId(),
                    request.definition().version(),
                    request.tool(),
                    request.customerId(),
                    argumentsHash);
        }
    }

    /** Forgets what these tools told a customer, whatever was asked. */
    synchronized void forget(List<String> tools, ToolCallRequest request) {
        if (tools.isEmpty()) {
            return;
        }
        var kept = results.entrySet().iterator();
        while (kept.hasNext()) {
            var one = kept.next();
            var question = one.getKey();
            if (question.customer().equals(request.customerId())
                    && question.agent().equals(request.definition().agentId())
                    && tools.contains(question.tool())) {
                bytes -= one.getValue().weight();
                kept.remove();
            }
        }
    }

    private record Kept(ToolSuccess result, Instant until) {
        long weight() {
            return 300 + 2L * Personal.plain(result.content()).length();
        }
    }

    /** The result that is still good; null where there is none. */
    synchronized @Nullable ToolSuccess find(Tool tool, Question question, Instant now) {
        var kept = tool.cacheTtl() == null ? null : results.get(question);
        return kept != null && now.isBefore(kept.until()) ? kept.result() : null;
    }

    /** Keeps a result, if the tool wants that and it is one. */
    synchronized void keep(Tool tool, Question question, ToolOutcome outcome, Instant now) {
        var ttl = tool.cacheTtl();
        // What is sealed for one conversation opens in no other.
        if (ttl == null
                || !(outcome instanceof ToolSuccess success)
                || !success.sealedValues().isEmpty()) {
            return;
        }
        var kept = new Kept(success, now.plus(ttl));
        var before = results.put(question, kept);
        bytes += kept.weight() - (before == null ? 0 : before.weight());
        var oldest = results.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }
}
