package io.casebook.gateway.completion;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.util.ArrayList;
import java.util.List;

/** A request while it is being worked on, by one thread. */
final class Question {
    private final CompletionRequest request;
    private final AgentDefinition definition;
    private final Lane lane;
    private final Deadline deadline;
    private final List<RejectedAttempt> rejected = new ArrayList<>();

    Question(CompletionRequest request, AgentDefinition definition, Lane lane, Deadline deadline) {
        this.request = request;
        this.definition = definition;
        this.lane = lane;
        this.deadline = deadline;
    }

    CompletionRequest request() {
        return request;
    }

    AgentDefinition definition() {
        return definition;
    }

    Lane lane() {
        return lane;
    }

    Deadline deadline() {
        return deadline;
    }

    void reject(RejectedAttempt attempt) {
        rejected.add(attempt);
    }

    List<RejectedAttempt> rejected() {
        return List.copyOf(rejected);
    }
}
