package io.casebook.gateway.completion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.gateway.answer.Citations;
import io.casebook.gateway.builtin.Extract;
import io.casebook.gateway.builtin.IntentModel;
import io.casebook.gateway.builtin.LanguageDetection;
import io.casebook.gateway.builtin.LanguageGuess;
import io.casebook.gateway.builtin.MessageText;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.util.List;

/** The model that is always there: it classifies and quotes, and says so where more is asked of it. */
public final class BuiltinModel implements Model {
    private static final int REMEMBERED_VERSIONS = 32;

    private final Embeddings embeddings;
    private final LanguageDetection languages = new LanguageDetection();
    private final Extract extract;
    private final Cache<DefinitionRef, IntentModel> intents =
            Caffeine.newBuilder().maximumSize(REMEMBERED_VERSIONS).build();

    /** A model that compares by these embeddings. */
    public BuiltinModel(Embeddings embeddings) {
        this.embeddings = embeddings;
        this.extract = new Extract(embeddings);
    }

    /** Learns a definition's procedures before the first message needs them; takes a second or so. */
    public void learn(AgentDefinition definition) {
        if (!definition.procedures().isEmpty()) {
            var _ = intents(definition);
        }
    }

    @Override
    public Outcome ask(Question question, boolean last) {
        return switch (question.inquiry()) {
            case Inquiry.Turn turn -> answer(turn.request(), turn.compiled().definition());
            case Inquiry.Work work ->
                new Outcome.GaveUp("not_generative", "the built-in model does not do `%s`".formatted(work.purpose()));
        };
    }

    private Outcome answer(CompletionRequest request, AgentDefinition definition) {
        return switch (request.purpose()) {
            case CLASSIFY -> classify(request, definition);
            case REASON ->
                request.procedureId() == null && request.step() == null && request.specialist() == null
                        ? quote(request, definition)
                        : notGenerative(request.role());
            case REPAIR, SUMMARISE, JUDGE -> notGenerative(request.role());
        };
    }

    @Override
    public boolean stopgap() {
        return true;
    }

    private static Outcome notGenerative(String role) {
        return new Outcome.GaveUp(
                "not_generative",
                "the built-in model does not write; give the role %s another model of the models file in agent.yaml (models:)"
                        .formatted(role));
    }

    private Outcome classify(CompletionRequest request, AgentDefinition definition) {
        var message = MessageText.lastOfCustomer(request.transcript());
        var guess = languages.of(message, definition.languages());
        return new Outcome.Answered(answer().withIntents(intents(definition).classify(message))
                .withLanguage(guess.language())
                .withLanguageConfidence(guess.confidence()));
    }

    private Outcome quote(CompletionRequest request, AgentDefinition definition) {
        var found = extract.answer(
                MessageText.lastOfCustomer(request.transcript()), request.passages(), request.answerability());
        var written = found.text();
        var guess = written == null ? LanguageGuess.NONE : languages.of(written, definition.languages());
        return new Outcome.Answered(answer().withText(Personal.textOrNull(written))
                .withLanguage(guess.language())
                .withLanguageConfidence(guess.confidence())
                .withCitations(found.source() == null ? List.of() : List.of(Citations.of(found.source())))
                .withConfidence(found.confidence()));
    }

    private static CompletionAnswer answer() {
        return new CompletionAnswer(ModelRoles.BUILTIN, new Usage());
    }

    private IntentModel intents(AgentDefinition definition) {
        return intents.get(
                new DefinitionRef(definition.agentId(), definition.version()),
                version -> IntentModel.of(definition, embeddings));
    }
}
