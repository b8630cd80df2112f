package io.casebook.conversation;

import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.Procedure;
import io.casebook.vocabulary.IntentScore;
import io.casebook.vocabulary.event.ClarificationChosen;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.IntentClassified;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.event.PolicyTriggered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the customer wants, and which way the answer goes: a human, a procedure, an article, or a question back. */
final class TriageRules {
    /** The pseudo-intent of a question that articles answer. */
    static final String KNOWLEDGE = "knowledge";
    /** Confidence from which another intent leaves a procedure that waits for its answer. */
    private static final double SURE = 0.75;
    /** Answerability from which articles win over an intent that is not {@link #SURE}. */
    private static final double ANSWERABLE = 0.75;
    /** Confidence from which an intent is worth offering in a question. */
    private static final double WORTH_OFFERING = 0.3;
    /** How many choices a question offers at most. */
    private static final int CHOICES = 3;

    private TriageRules() {}

    static void begin(Decision decision) {
        var text = InboundRules.words(decision, decision.turn().messageIds());
        if (policySpoke(decision, text)) {
            return;
        }
        if (decision.state().procedure() != null && Position.procedure(decision) == null) {
            HandOffRules.handOff(decision, ReasonCode.VERSION_MISSING);
            return;
        }
        if (QuestionRules.isAnswer(decision, text)) {
            PrefetchRules.ask(decision);
            if (decision.turn().awaited().isEmpty()) {
                QuestionRules.takesAnswer(decision, text);
            }
            return;
        }
        if (BudgetRules.stopsTriage(decision)) {
            return;
        }
        requestContext(decision, text);
        if (decision.turn().awaited().isEmpty()) {
            choose(decision);
        }
    }

    private static boolean policySpoke(Decision decision, String text) {
        var triage = decision.definition().triage();
        if (triage.human() && Lexicon.wantsHuman(text)) {
            return handOff(
                    decision, "human_requested", "the customer's words ask for a person", ReasonCode.HUMAN_REQUESTED);
        }
        if (triage.injection() && Lexicon.looksLikeInjection(text)) {
            return handOff(
                    decision,
                    "injection_suspected",
                    "the message addresses the agent's instructions",
                    ReasonCode.INJECTION_SUSPECTED);
        }
        for (var topic : triage.forbiddenTopics()) {
            if (Lexicon.mentions(text, topic)) {
                return handOff(decision, "forbidden_topic", "topic: " + topic, ReasonCode.FORBIDDEN_TOPIC);
            }
        }
        return false;
    }

    private static boolean handOff(Decision decision, String policy, String detail, ReasonCode reason) {
        decision.bySystem(new PolicyTriggered(policy, detail));
        HandOffRules.handOff(decision, reason);
        return true;
    }

    private static void requestContext(Decision decision, String text) {
        var definition = decision.definition();
        if (definition.triage().intents()
                && !definition.procedures().isEmpty()
                && definition.models().on(ModelRole.CLASSIFY)) {
            decision.byAgent(new CompletionRequested(
                    DerivedIds.named("classify", decision, text),
                    CompletionPurpose.CLASSIFY,
                    ModelRole.CLASSIFY.key(),
                    Lane.INTERACTIVE,
                    MemoryRules.promptFrom(decision)));
        }
        SearchRules.request(decision, text);
        PrefetchRules.ask(decision);
    }

    /** Everything that was asked for has come back: which way does the answer go? */
    static void choose(Decision decision) {
        // Of the customer's words as they were when the turn began: what did not fit then does not fit now.
        if (QuestionRules.takesAnswer(
                decision, InboundRules.words(decision, decision.turn().messageIds()))) {
            return;
        }
        var language = decision.state().language();
        if (language != null && !decision.definition().speaks(language)) {
            handOff(decision, "unsupported_language", "language: " + language, ReasonCode.UNSUPPORTED_LANGUAGE);
            return;
        }
        var wanted = wanted(decision);
        if (decision.state().approval() != null) {
            whileApprovalWaits(decision);
        } else if (decision.state().procedure() != null) {
            withinProcedure(decision, wanted);
        } else if (wanted != null && !articlesFitBetter(decision)) {
            JumpRules.enter(decision, wanted);
        } else {
            general(decision);
        }
    }

    /** The procedure that the customer surely enough wants; null where there is none. */
    private static @Nullable Procedure wanted(Decision decision) {
        var intent = decision.turn().intent();
        var name = intent == null ? null : intent.intent();
        return name == null
                        || confidence(intent) < decision.definition().triage().clarifyBelow()
                ? null
                : decision.definition().procedure(name);
    }

    private static double confidence(@Nullable IntentClassified intent) {
        return intent == null ? 0 : intent.confidence();
    }

    private static boolean articlesFitBetter(Decision decision) {
        return confidence(decision.turn().intent()) < SURE && answerability(decision) >= ANSWERABLE;
    }

    private static double answerability(Decision decision) {
        KnowledgeRetrieved knowledge = decision.turn().knowledge();
        return knowledge == null ? 0 : knowledge.answerability();
    }

    private static void whileApprovalWaits(Decision decision) {
        if (answerability(decision) >= ANSWERABLE) {
            ReasonRules.ask(decision, null);
        } else {
            ReplyRules.say(decision, Wording.STILL_WAITING_FOR_APPROVAL.in(decision.language()));
        }
    }

    private static void withinProcedure(Decision decision, @Nullable Procedure wanted) {
        var current = java.util.Objects.requireNonNull(decision.state().procedure());
        var intent = decision.turn().intent();
        if (wanted != null && JumpRules.isAnother(decision, wanted) && confidence(intent) >= SURE) {
            JumpRules.digress(decision, wanted);
        } else if (!current.waitsForCustomer() || Position.isProse(decision)) {
            ProcedureRules.run(decision);
        } else if (answerability(decision) >= ANSWERABLE) {
            ReasonRules.ask(decision, null);
        } else {
            QuestionRules.askAgain(decision);
        }
    }

    private static void general(Decision decision) {
        var definition = decision.definition();
        if (definition.models().generative(ModelRole.REASON)) {
            var intent = decision.turn().intent();
            // A greeting needs no article; what was told to be a question does, even where a model finds words for it.
            if (intent != null
                    && KNOWLEDGE.equals(intent.intent())
                    && answerability(decision) < definition.knowledge().answerableAbove()) {
                GapRules.unanswered(decision);
            }
            ReasonRules.ask(decision, null);
        } else if (answerability(decision) >= definition.knowledge().answerableAbove()
                && definition.models().on(ModelRole.REASON)) {
            ReasonRules.ask(decision, null);
        } else {
            notUnderstood(decision, ReasonCode.NOT_UNDERSTOOD);
        }
    }

    /** The agent cannot answer: the first time it asks, the second time a human takes over. */
    static void notUnderstood(Decision decision, ReasonCode otherwise) {
        GapRules.unanswered(decision);
        if (decision.state().clarifications() > 0) {
            HandOffRules.handOff(decision, otherwise);
            return;
        }
        var choices = choices(decision);
        decision.byAgent(
                new ClarificationChosen(choices.stream().map(Procedure::id).toList()));
        var examples = choices.stream()
                .map(choice -> choice.examples().isEmpty()
                        ? choice.when()
                        : choice.examples().getFirst())
                .map(example -> "“" + example + "”")
                .toList();
        ReplyRules.say(
                decision,
                examples.isEmpty()
                        ? Wording.REPHRASE.in(decision.language())
                        : Wording.CLARIFY.in(decision.language()).formatted(String.join(", ", examples)));
    }

    private static List<Procedure> choices(Decision decision) {
        var intent = decision.turn().intent();
        if (intent == null) {
            return List.of();
        }
        var candidates = new ArrayList<IntentScore>();
        var best = intent.intent();
        if (best != null) {
            candidates.add(new IntentScore(best, intent.confidence()));
        }
        candidates.addAll(intent.runnersUp());
        return candidates.stream()
                .filter(candidate -> candidate.confidence() >= WORTH_OFFERING)
                .flatMap(candidate ->
                        java.util.stream.Stream.ofNullable(decision.definition().procedure(candidate.intent())))
                .limit(CHOICES)
                .toList();
    }

    static DraftSource sourceOf(String model) {
        return model.equals(io.casebook.conversation.definition.ModelRoles.BUILTIN)
                ? DraftSource.KNOWLEDGE
                : DraftSource.MODEL;
    }
}
