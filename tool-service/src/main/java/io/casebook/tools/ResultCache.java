package io.casebook.tools;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Results of tools that declare a {@code cache}, for the same arguments and the same customer, never for another one. What is being
 * asked while a write makes it doubtful is not kept: it may have been read before. Within bounds; the least recently used goes
 * first. Thread-safe.
 */
final class ResultCache {
    /** What is used in more conversations than that is asked anew. */
    private static final int MOST_CONVERSATIONS = 16;

    private final long mostBytes;
    private final LinkedHashMap<Question, Kept> results = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Asking> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
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

    /** A question that is being asked. */
    static final class Asking {
        private final Question question;
        private final String conversation;
        private boolean doubtful;

        private Asking(Question question, String conversation) {
            this.question = question;
            this.conversation = conversation;
        }
    }

    private record Kept(ToolSuccess result, Instant until, Set<String> conversations) {
        long weight() {
            return 300 + 2L * Personal.plain(result.content()).length();
        }
    }

    /** Forgets what these tools told a customer, whatever was asked. */
    void forget(List<String> tools, ToolCallRequest request) {
        if (!tools.isEmpty()) {
            forget(
                    question -> question.customer().equals(request.customerId())
                            && question.agent().equals(request.definition().agentId())
                            && tools.contains(question.tool()),
                    conversation -> true);
        }
    }

    /** Forgets what was told in a conversation, of the questions that are meant. */
    void forget(String conversation, Predicate<Question> meant) {
        forget(meant, conversation::equals);
    }

    private synchronized void forget(Predicate<Question> meant, Predicate<String> conversation) {
        for (var asking : underWay) {
            asking.doubtful |= conversation.test(asking.conversation) && meant.test(asking.question);
        }
        var kept = results.entrySet().iterator();
        while (kept.hasNext()) {
            var one = kept.next();
            if (one.getValue().conversations().stream().anyMatch(conversation) && meant.test(one.getKey())) {
                bytes -= one.getValue().weight();
                kept.remove();
            }
        }
    }

    /** The result that is still good; null where there is none. */
    synchronized @Nullable ToolSuccess find(Tool tool, Question question, String conversation, Instant now) {
        var kept = tool.cacheTtl() == null ? null : results.get(question);
        if (kept == null || !now.isBefore(kept.until())) {
            return null;
        }
        if (kept.conversations().add(conversation) && kept.conversations().size() > MOST_CONVERSATIONS) {
            results.remove(question);
            bytes -= kept.weight();
            return null;
        }
        return kept.result();
    }

    /** A question is about to be asked. Whoever begins this also {@link #ends} it. */
    synchronized Asking asks(Question question, String conversation) {
        var asking = new Asking(question, conversation);
        underWay.add(asking);
        return asking;
    }

    /** A question is not asked any more, whatever came of it. */
    synchronized void ends(Asking asking) {
        underWay.remove(asking);
    }

    /** Keeps a result, if the tool wants that, it is one, and nothing was written meanwhile that makes it doubtful. */
    synchronized void keep(Tool tool, Asking asking, ToolOutcome outcome, Instant now) {
        var ttl = tool.cacheTtl();
        // What is sealed for one conversation opens in no other.
        if (ttl == null
                || asking.doubtful
                || !(outcome instanceof ToolSuccess success)
                || !success.sealedValues().isEmpty()) {
            return;
        }
        var kept = new Kept(success, now.plus(ttl), new HashSet<>(Set.of(asking.conversation)));
        var before = results.put(asking.question, kept);
        bytes += kept.weight() - (before == null ? 0 : before.weight());
        var oldest = results.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }
}
