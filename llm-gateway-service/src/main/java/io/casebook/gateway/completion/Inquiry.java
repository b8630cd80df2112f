package io.casebook.gateway.completion;

import io.casebook.gateway.answer.AnswerReader;
import io.casebook.gateway.answer.TaskAnswers;
import io.casebook.gateway.answer.Verdict;
import io.casebook.gateway.endpoint.AnswerForm;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.gateway.prompt.TaskPrompts;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.ModelTask;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is put to models: how a model is told, and how its answer is read. */
sealed interface Inquiry {

    /** The same for a repetition. */
    String id();

    /** Whose installation. */
    String tenantId();

    /** What for, in lower case: for one purpose a model takes about the same time. */
    String purpose();

    /** Whether a model without tools is of no use. */
    boolean needsTools();

    /** The form that the answer must have; null for free text. */
    @Nullable
    AnswerForm form();

    /** What a model of a family is told, in at most so many tokens where that can be done. */
    Prompt prompt(String family, long tokens);

    /** What is to be made of an answer of the model of that name. */
    Verdict read(String model, Reply.Answered reply, Prompt prompt);

    /**
     * A request of a turn of a conversation.
     *
     * @param request the request
     * @param compiled the definition in force
     * @param prompts writes its prompts
     * @param answers reads its answers
     */
    record Turn(CompletionRequest request, CompiledDefinition compiled, PromptWriter prompts, AnswerReader answers)
            implements Inquiry {
        @Override
        public String id() {
            return request.requestId();
        }

        @Override
        public String tenantId() {
            return request.tenantId();
        }

        @Override
        public String purpose() {
            return request.purpose().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean needsTools() {
            return !request.tools().isEmpty();
        }

        @Override
        public @Nullable AnswerForm form() {
            return switch (request.purpose()) {
                case CLASSIFY -> AnswerForm.CLASSIFICATION;
                case JUDGE -> AnswerForm.JUDGEMENT;
                case REASON, REPAIR, SUMMARISE -> null;
            };
        }

        @Override
        public Prompt prompt(String family, long tokens) {
            return prompts.fitting(request, compiled, family, tokens);
        }

        @Override
        public Verdict read(String model, Reply.Answered reply, Prompt prompt) {
            return answers.read(model, reply, prompt, request, compiled.definition());
        }
    }

    /**
     * A task that belongs to no conversation.
     *
     * @param task the task
     * @param kind its kind
     * @param material its texts, plain
     * @param prompts writes its prompts
     */
    record Work(ModelTask task, TaskKind kind, Map<String, String> material, TaskPrompts prompts) implements Inquiry {
        public Work {
            material = Map.copyOf(material);
        }

        @Override
        public String id() {
            return task.taskId();
        }

        @Override
        public String tenantId() {
            return task.tenantId();
        }

        @Override
        public String purpose() {
            return kind.wireName();
        }

        @Override
        public boolean needsTools() {
            return false;
        }

        @Override
        public AnswerForm form() {
            return switch (kind) {
                case DRAFT_ARTICLE -> AnswerForm.ARTICLE;
                case COMPARE_PASSAGES -> AnswerForm.COMPARISON;
                case RANK_PASSAGES -> AnswerForm.RANKING;
            };
        }

        /** The material is the task: nothing of it can be left out. */
        @Override
        public Prompt prompt(String family, long tokens) {
            return prompts.write(kind, task.language(), material);
        }

        @Override
        public Verdict read(String model, Reply.Answered reply, Prompt prompt) {
            return TaskAnswers.read(model, reply, prompt, kind, material);
        }
    }
}
