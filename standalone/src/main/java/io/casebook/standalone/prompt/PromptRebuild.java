package io.casebook.standalone.prompt;

import io.casebook.conversation.Evolver;
import io.casebook.conversation.Requests;
import io.casebook.conversation.States;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.knowledge.passages.CitedPassage;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRejected;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.Passage;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the prompt of a model call again, from the log, the agent's definition and the articles at their positions, with the
 * functions of production.
 */
public final class PromptRebuild {
    private final PromptWriter writer = new PromptWriter();
    private final Definitions definitions;
    private final Articles articles;

    /** From these definitions and articles. */
    public PromptRebuild(Definitions definitions, Articles articles) {
        this.definitions = definitions;
        this.articles = articles;
    }

    /** Where published definitions are found. */
    @FunctionalInterface
    public interface Definitions {
        /** That version; null where it is not known or no longer compiles. */
        @Nullable
        CompiledDefinition find(DefinitionRef ref);
    }

    /** Where versions of articles are found. */
    @FunctionalInterface
    public interface Articles {
        /** The version at a position of the knowledge log; null where there is none. */
        @Nullable
        ArticlePublished version(long position);
    }

    /**
     * The prompt of a call.
     *
     * @param events all events of the conversation
     * @param call which call
     */
    public RebuiltPrompt rebuild(List<ConversationEvent> events, ModelCall call) {
        var reasons = new ArrayList<String>();
        var ref = call.event().definition();
        var compiled = ref == null ? null : definitions.find(ref);
        if (ref == null || compiled == null) {
            reasons.add(
                    ref == null
                            ? "the event names no version of the agent"
                            : "version %s of the agent %s is not published here, or no longer compiles"
                                    .formatted(ref.version(), ref.agentId()));
            return RebuiltPrompt.without(call, reasons);
        }
        var request = request(events, call, compiled, reasons);
        var received = call.received();
        if (received == null || received.template() == null || received.promptHash() == null) {
            return RebuiltPrompt.unproved(call, writer.write(request, compiled, PromptKey.DEFAULT), reasons);
        }
        var hash = Objects.requireNonNull(received.promptHash());
        var template = Objects.requireNonNull(received.template());
        var written = writer.rewrite(request, compiled, template, rejected(events, received), hash);
        if (written == null) {
            reasons.add(
                    "neither this build nor this version of the agent has the template %s; this is what is written today"
                            .formatted(template));
            return RebuiltPrompt.different(call, writer.write(request, compiled, PromptKey.DEFAULT), reasons);
        }
        if (written.same()) {
            return RebuiltPrompt.same(call, written);
        }
        reasons.addAll(sealed(written.prompt().json()));
        if (reasons.isEmpty()) {
            reasons.add("this build writes another text from the same log: the rules of writing changed since");
        }
        return RebuiltPrompt.different(call, written.prompt(), reasons);
    }

    private CompletionRequest request(
            List<ConversationEvent> events, ModelCall call, CompiledDefinition compiled, List<String> reasons) {
        var until = events.stream()
                .filter(event -> event.sequence() <= call.event().sequence())
                .toList();
        var unborn = States.unborn(call.event().tenantId(), call.event().conversationId());
        var state = Evolver.fold(unborn, until);
        var passages = passages(until, call.asked(), reasons);
        return Requests.completion(state, compiled.definition(), call.event(), call.asked(), passages);
    }

    private List<Passage> passages(List<ConversationEvent> until, CompletionRequested asked, List<String> reasons) {
        var found = new ArrayList<Passage>();
        for (var event : until) {
            if (event.payload() instanceof KnowledgeRetrieved retrieved
                    && retrieved.requestId().equals(asked.knowledgeRequestId())) {
                retrieved.passages().forEach(source -> found.add(passage(source, reasons)));
            }
        }
        return found;
    }

    private Passage passage(PassageRef source, List<String> reasons) {
        var version = articles.version(source.articlePosition());
        var where = "passage %d of the article %s at position %d"
                .formatted(source.passage(), source.articleId(), source.articlePosition());
        var passage = version == null ? null : CitedPassage.of(source, version);
        if (passage == null) {
            reasons.add(where + " is no longer on the knowledge log");
            return new Passage(source, source.articleId(), "[missing]");
        }
        if (!ContentHash.of(passage.text()).equals(source.textHash())) {
            reasons.add(where + " has another text: articles were cut into passages in another way then");
        }
        return passage;
    }

    private static List<RejectedAttempt> rejected(List<ConversationEvent> events, CompletionReceived received) {
        var attempts = new ArrayList<RejectedAttempt>();
        for (var event : events) {
            if (event.payload() instanceof CompletionRejected rejected
                    && rejected.requestId().equals(received.requestId())
                    && rejected.model().equals(received.model())) {
                attempts.add(new RejectedAttempt(rejected.model(), rejected.reasonCode(), rejected.detail()));
            }
        }
        return attempts;
    }

    private static List<String> sealed(String json) {
        return json.contains("[sealed]") ? List.of("some of its text is sealed or erased") : List.of();
    }
}
