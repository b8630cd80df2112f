package io.casebook.conversation;

import io.casebook.conversation.check.Draft;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.HistorySummarised;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.Waiting;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a long conversation a prompt holds: the latest messages word for word, and a summary of what came before them, so that
 * prompts stay as short after a thousand turns as after ten.
 */
final class MemoryRules {
    /** Messages that a prompt holds word for word where older ones are not summarised. */
    static final int WITHOUT_SUMMARY = 12;
    /** Characters that count as one token: fewer than in most languages, so that the budget is kept. */
    private static final int CHARACTERS_OF_A_TOKEN = 3;
    /** What speaker and line cost, in tokens. */
    private static final int TOKENS_OF_A_LINE = 4;
    /** The share of what the state keeps at which older turns are summarised, however few they are. */
    private static final double NEARLY_FULL = 0.75;
    /** A summary that has not come back after so many turns is asked for again. */
    private static final int GIVEN_UP_AFTER_TURNS = 3;

    private MemoryRules() {}

    /** Sequence of the oldest message that a prompt holds word for word. */
    static long promptFrom(Decision decision) {
        var transcript = decision.state().transcript();
        if (transcript.isEmpty()) {
            return decision.state().sequence();
        }
        var most = summarises(decision) ? transcript.size() : WITHOUT_SUMMARY;
        var budget = decision.definition().memory().contextTokens();
        var summary = decision.state().summary();
        var tokens = summary == null ? 0 : tokens(Personal.plain(summary));
        var oldest = Math.max(0, transcript.size() - most);
        // The newest message is always there, however long it is.
        var from = transcript.size() - 1;
        tokens += tokens(Personal.plain(transcript.getLast().body()));
        while (from > oldest) {
            tokens += tokens(Personal.plain(transcript.get(from - 1).body()));
            if (tokens > budget) {
                break;
            }
            from--;
        }
        return transcript.get(from).sequence();
    }

    private static int tokens(String text) {
        return text.length() / CHARACTERS_OF_A_TOKEN + TOKENS_OF_A_LINE;
    }

    private static boolean summarises(Decision decision) {
        return decision.definition().memory().summariseAfter() > 0
                && decision.definition().models().generative(ModelRole.SUMMARISE);
    }

    /** Once a turn is over and nobody waits: has older turns summarised where there are too many of them. */
    static void summariseWhenDue(Decision decision) {
        if (!(decision.state().phase() instanceof Waiting)
                || !summarises(decision)
                || isUnderWay(decision)
                || ConsentRules.refusal(decision.state(), decision.definition()) != null) {
            return;
        }
        var transcript = decision.state().transcript();
        var turns = beginningsOfTurns(transcript);
        var memory = decision.definition().memory();
        var verbatim = Math.max(1, memory.verbatimTurns());
        if (turns.size() <= verbatim || !(turns.size() > memory.summariseAfter() || isNearlyFull(transcript))) {
            return;
        }
        var kept = turns.get(turns.size() - verbatim);
        if (kept == 0 || BudgetRules.conversationUsedUp(decision)) {
            return;
        }
        var from = transcript.getFirst().sequence();
        var to = transcript.get(kept - 1).sequence();
        decision.byAgentOf(
                decision.definition(),
                new CompletionRequested(
                                DerivedIds.named("summary", decision, from + ":" + to),
                                CompletionPurpose.SUMMARISE,
                                ModelRole.SUMMARISE.key(),
                                Lane.BACKGROUND,
                                from)
                        .withTranscriptTo(to)
                        .withSummaryRequestId(decision.state().summaryRequestId()));
    }

    private static boolean isUnderWay(Decision decision) {
        return decision.state().openRequests().stream()
                .anyMatch(open -> open.purpose() == CompletionPurpose.SUMMARISE
                        && open.turn() > decision.state().turn() - GIVEN_UP_AFTER_TURNS);
    }

    private static boolean isNearlyFull(List<TranscriptEntry> transcript) {
        var characters = transcript.stream()
                .mapToInt(entry -> Personal.plain(entry.body()).length())
                .sum();
        return transcript.size() > NEARLY_FULL * Bounds.TRANSCRIPT_ENTRIES
                || characters > NEARLY_FULL * Bounds.TRANSCRIPT_CHARACTERS;
    }

    /** Where in a transcript the customer speaks after somebody else did. */
    private static List<Integer> beginningsOfTurns(List<TranscriptEntry> transcript) {
        var beginnings = new ArrayList<Integer>();
        var before = Speaker.AI_AGENT;
        for (var index = 0; index < transcript.size(); index++) {
            var speaker = transcript.get(index).speaker();
            if (speaker == Speaker.CUSTOMER && before != Speaker.CUSTOMER) {
                beginnings.add(index);
            }
            before = speaker;
        }
        return beginnings;
    }

    /** A summary has come back: late ones, and those that a newer one overtook, are only recorded. */
    static void summarised(Decision decision, OpenRequest open, CompletionOutcome outcome) {
        var upTo = open.upToSequence();
        if (!(outcome instanceof CompletionAnswer answer) || upTo == null) {
            return;
        }
        var text = answer.text();
        if (text == null
                || Personal.plain(text).isBlank()
                || upTo <= decision.state().summaryUpTo()) {
            return;
        }
        var summary = Bounds.cut(text, Bounds.SUMMARY_CHARACTERS);
        // Replies may state what the summary states: what nobody said must not come in by it.
        var newFacts = decision.definition()
                .draftChecks()
                .newFacts(
                        new Draft(
                                Personal.plain(summary),
                                Draft.Origin.MODEL,
                                decision.state().language()),
                        BackgroundOf.summary(decision));
        if (newFacts == null) {
            decision.byAgent(new HistorySummarised(summary, upTo, open.requestId()));
        } else {
            decision.bySystem(new PolicyTriggered("summary_not_grounded", newFacts));
        }
    }
}
