package io.casebook.tools.ledger;

import io.casebook.conversation.definition.OutcomeCheck;
import io.casebook.tools.Sample;
import io.casebook.tools.run.CompiledTool;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolOutcome;
import java.time.Duration;
import java.time.Instant;

/** Changing calls to test with. */
final class Orders {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Instant ASKED = Sample.NOW;
    static final Instant DEADLINE = ASKED.plusSeconds(30);

    private Orders() {}

    /** A call of a tool that knows keys, or of one that does not. */
    static Order order(boolean repeatable) {
        var tool = Sample.writing("http://shop/refunds")
                .timeout(TIMEOUT)
                .idempotencyHeader(repeatable ? "Idempotency-Key" : null)
                .build();
        return new Order(
                Sample.call(tool, "{\"amount\":1}", DEADLINE), "default", "conversation-1", "hash-1", ASKED, null);
    }

    /** A call of a tool that brings its result later. */
    static Order later() {
        var tool = Sample.writing("http://shop/repairs")
                .timeout(TIMEOUT)
                .answersLater(Duration.ofSeconds(20))
                .build();
        return new Order(
                Sample.call(tool, "{\"amount\":1}", DEADLINE), "default", "conversation-1", "hash-1", ASKED, null);
    }

    /** The same of a tool that another one checks. */
    static Order checked(boolean repeatable) {
        var check = new OutcomeCheck("get_order", null, null, TIMEOUT);
        var tool = Sample.writing("http://shop/refunds")
                .timeout(TIMEOUT)
                .idempotencyHeader(repeatable ? "Idempotency-Key" : null)
                .check(check)
                .build();
        var checker = CompiledTool.of(Sample.reading("http://shop/refunds").build(), Sample.KINDS);
        return new Order(
                Sample.call(tool, "{\"amount\":1}", DEADLINE), "default", "conversation-1", "hash-1", ASKED, checker);
    }

    static ToolCallResult result(ToolOutcome outcome) {
        return new ToolCallResult("call-1", "default", "conversation-1", "refund_order", ASKED, 1, outcome);
    }
}
