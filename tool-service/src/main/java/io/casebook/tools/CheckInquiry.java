package io.casebook.tools;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.OutcomeCheck;
import io.casebook.schemas.Personal;
import io.casebook.tools.call.Denied;
import io.casebook.tools.json.Json;
import io.casebook.tools.ledger.Inquiry;
import io.casebook.tools.ledger.Order;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.CompiledTool;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.ToolCaller;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks with the tool that a definition names whether a call took effect. The tool gets those arguments of the call that it takes,
 * and the call's id where it has a parameter {@code call_id}.
 */
final class CheckInquiry implements Inquiry {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String CALL_ID = "call_id";

    private final ToolCaller caller;
    private final InstantSource clock;

    CheckInquiry(ToolCaller caller, InstantSource clock) {
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public Finding ask(Order order) throws InterruptedException {
        var checker = order.checker();
        var check = order.call().tool().tool().check();
        if (checker == null || check == null) {
            return new Finding.Unclear("no tool tells");
        }
        var arguments = arguments(checker, order.call());
        var objections = checker.parameters().objections(arguments);
        if (!objections.isEmpty()) {
            return new Finding.Unclear(
                    "the call has not what %s takes: %s".formatted(checker.name(), String.join("; ", objections)));
        }
        try {
            var asked = new Call(
                    order.call().id() + "-check",
                    order.call().caller(),
                    checker,
                    bound(checker, order.call(), arguments),
                    clock.instant().plus(WITHIN));
            return finding(check, order.call(), caller.read(asked).outcome());
        } catch (Denied e) {
            return new Finding.Unclear("%s cannot be called (%s)".formatted(checker.name(), e.reason()));
        }
    }

    private static ObjectNode arguments(CompiledTool checker, Call call) {
        var arguments = Json.object();
        for (var name : checker.parameters().names()) {
            var value = call.arguments().get(name);
            if (value != null) {
                arguments.set(name, value);
            }
        }
        if (checker.parameters().names().contains(CALL_ID)) {
            arguments.put(CALL_ID, call.id());
        }
        return arguments;
    }

    /** With what the platform fills in both: the same customer. What is bound in the check alone cannot be filled here. */
    private static ObjectNode bound(CompiledTool checker, Call call, ObjectNode arguments) {
        for (var bound : checker.tool().bind().keySet()) {
            var value = call.arguments().get(bound);
            if (value != null) {
                arguments.set(bound, value);
            }
        }
        return arguments;
    }

    private static Finding finding(OutcomeCheck check, Call call, ToolOutcome outcome) {
        var answer = answer(outcome);
        if (answer == null) {
            return new Finding.Unclear("%s failed".formatted(check.tool()));
        }
        var done = check.doneWhen();
        var notDone = check.notDoneWhen();
        if (done == null) {
            var told = Json.parse(answer);
            var member = told == null ? null : told.get("done");
            return member == null || !member.isBoolean()
                    ? new Finding.Unclear("the answer of %s has no member done".formatted(check.tool()))
                    : member.booleanValue() ? proof(check, answer) : new Finding.NotDone();
        }
        if (holds(done, call, answer)) {
            return proof(check, answer);
        }
        return notDone != null && holds(notDone, call, answer)
                ? new Finding.NotDone()
                : new Finding.Unclear("neither done_when nor not_done_when certainly holds");
    }

    /** What a condition reads: the answer, or that there is no such thing. */
    private static @Nullable String answer(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolSuccess success -> Personal.plain(success.content());
            case ToolFailure failure
            when failure.reasonCode().equals(Reasons.NOT_FOUND) -> "{\"done\":false,\"found\":false}";
            default -> null;
        };
    }

    private static boolean holds(Condition condition, Call call, String answer) {
        var facts = Facts.of(call.caller().customerId(), call.caller().conversationId(), "", "")
                .withResult("check", answer)
                .withArgs(Json.text(call.arguments()));
        return condition.test(facts).holds();
    }

    private static Finding proof(OutcomeCheck check, String answer) {
        var proof = Json.object().put("confirmed_by", check.tool());
        proof.set("answer", Json.parse(answer));
        return new Finding.Done(new ToolSuccess(Personal.text(Json.text(proof))));
    }
}
