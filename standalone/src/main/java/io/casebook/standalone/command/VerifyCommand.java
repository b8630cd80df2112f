package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.conversation.Violation;
import io.casebook.standalone.log.LogReader;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.verify.Verification;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the log against the promises. */
@Command(
        name = "verify",
        description = "Check that the log keeps every promise, and that the stored states are what it adds up to.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "CONV", arity = "0..1", description = "Only this conversation.")
    @Nullable
    String conversation;

    @Option(names = "--log-only", description = "Do not compare with the states of a running Casebook.")
    boolean logOnly;

    @Option(names = "--json", description = "One JSON object a violation and line, then one with the totals.")
    boolean json;

    @Override
    public Integer call() {
        var reader =
                new LogReader(connection.kafkaClients(), connection.topics().log());
        try (var api = connection.api()) {
            var verification = new Verification(
                    Progress.onTerminal("reading the log"),
                    logOnly ? null : new StoredStates(api),
                    InstantSource.system());
            if (conversation == null) {
                reader.scanAll(verification);
            } else {
                reader.scan(conversation, verification);
            }
            verification.finish();
            if (conversation != null && verification.conversations() == 0) {
                throw CommandFailure.failed(
                        "the log has no conversation %s; check the id, --kafka and --prefix".formatted(conversation));
            }
            print(verification);
            return verification.broken() ? CommandFailure.FAILED : 0;
        }
    }

    private void print(Verification verification) {
        var printer = new Printer(spec);
        if (json) {
            verification.violations().forEach(violation -> printer.json(json(violation)));
            printer.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("events", verification.events())
                    .put("conversations", verification.conversations())
                    .put("states_compared", verification.compared())
                    .put("violations", verification.violations().size())
                    .put("unreadable", verification.unreadable().size()));
            return;
        }
        verification.unreadable().forEach(printer::line);
        verification.violations().forEach(violation -> printer.line(violation.toString()));
        printer.line("%d events of %d conversations, %s: %s"
                .formatted(
                        verification.events(),
                        verification.conversations(),
                        compared(verification),
                        verification.broken()
                                ? "%d violations, %d unreadable records"
                                        .formatted(
                                                verification.violations().size(),
                                                verification.unreadable().size())
                                : "every promise is kept"));
    }

    /** That nothing was compared must not be read as that all is well. */
    private String compared(Verification verification) {
        return verification.compared() == 0 && verification.conversations() > 0 && !logOnly
                ? "no stored state compared (does Casebook run at %s? --url says where)".formatted(connection.url)
                : "%d stored states compared".formatted(verification.compared());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(Violation violation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("promise", violation.promise())
                .put("conversation_id", violation.conversationId())
                .put("sequence", violation.sequence())
                .put("message", violation.words());
    }
}
