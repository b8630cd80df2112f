package io.casebook.knowledge.gaps;

import io.casebook.schemas.ContentHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a customer wanted to know in one turn, and what came of it.
 *
 * @param id names it, and the cluster that it leads: the hash of conversation and turn
 * @param conversationId the conversation
 * @param turn the turn that was to answer it first
 * @param agentId the agent that was asked
 * @param language language of the customer, BCP 47
 * @param askedAt when the turn began
 * @param text the customer's words, cut
 * @param masked the same without personal data, as far as names are known; empty until somebody wants to know the question
 * @param causes what told that the articles lack something, by the codes of the log; empty where nothing did
 * @param handedOff true when the turn ended in a hand-off
 * @param replies what people answered, oldest first, cut
 * @param resolved true when the people's answer ended the matter
 * @param names names of the people who take part, as far as they are known
 */
public record AskedQuestion(
        String id,
        String conversationId,
        int turn,
        String agentId,
        String language,
        Instant askedAt,
        String text,
        String masked,
        Set<String> causes,
        boolean handedOff,
        List<String> replies,
        boolean resolved,
        Set<String> names) {
    private static final int MOST_REPLIES = 5;

    public AskedQuestion {
        causes = Set.copyOf(causes);
        replies = List.copyOf(replies);
        names = Set.copyOf(names);
    }

    /** A question of which nothing has come yet. */
    static AskedQuestion of(
            String conversationId,
            int turn,
            String agentId,
            String language,
            Instant askedAt,
            String text,
            Set<String> names) {
        return new AskedQuestion(
                id(conversationId, turn),
                conversationId,
                turn,
                agentId,
                language,
                askedAt,
                text,
                "",
                Set.of(),
                false,
                List.of(),
                false,
                names);
    }

    /** Names a question, always the same way. */
    static String id(String conversationId, int turn) {
        return ContentHash.of(conversationId, Integer.toString(turn));
    }

    /** Whether the articles lacked something. */
    public boolean isGap() {
        return !causes.isEmpty();
    }

    AskedQuestion because(String cause) {
        var more = new TreeSet<>(causes);
        more.add(cause);
        return with(more, handedOff, replies, resolved);
    }

    AskedQuestion handedOver() {
        return with(causes, true, replies, resolved);
    }

    AskedQuestion answered(String reply) {
        if (replies.size() == MOST_REPLIES) {
            return this;
        }
        var more = new ArrayList<>(replies);
        more.add(reply);
        return with(causes, handedOff, more, resolved);
    }

    AskedQuestion settled() {
        return with(causes, handedOff, replies, !replies.isEmpty());
    }

    AskedQuestion in(String tag) {
        return new AskedQuestion(
                id,
                conversationId,
                turn,
                agentId,
                tag,
                askedAt,
                text,
                masked,
                causes,
                handedOff,
                replies,
                resolved,
                names);
    }

    AskedQuestion among(Set<String> people) {
        return worded(text, people, "");
    }

    /** The same question with all the words that a later turn is to answer with it. */
    AskedQuestion saying(String words) {
        return worded(words, names, "");
    }

    /** The same with its words without personal data: of most questions that a log holds nobody ever wants to know them. */
    AskedQuestion masking() {
        return masked.isEmpty()
                ? worded(text, names, PersonalData.mask(text, names).text())
                : this;
    }

    private AskedQuestion worded(String words, Set<String> people, String without) {
        return new AskedQuestion(
                id,
                conversationId,
                turn,
                agentId,
                language,
                askedAt,
                words,
                without,
                causes,
                handedOff,
                replies,
                resolved,
                people);
    }

    private AskedQuestion with(Set<String> why, boolean handed, List<String> answers, boolean settled) {
        return new AskedQuestion(
                id,
                conversationId,
                turn,
                agentId,
                language,
                askedAt,
                text,
                masked,
                why,
                handed,
                answers,
                settled,
                names);
    }
}
