package io.casebook.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.platform.definition.DefinitionIndex;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.prompt.Articles;
import io.casebook.standalone.prompt.ModelCall;
import io.casebook.standalone.prompt.PromptRebuild;
import io.casebook.standalone.prompt.RebuiltPrompt;
import io.casebook.standalone.prompt.RebuiltPrompt.Proof;
import io.casebook.standalone.publish.TopicSnapshot;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a model was sent. */
@Command(
        name = "prompt",
        description = "Write the prompt of a model call again, from the log, and prove it by its hash.",
        footer = {"", "Exit code 1 where the prompt is not the one that was sent; the reasons are printed."})
final class PromptCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "CONV", description = "Id of the conversation.")
    String conversation = "";

    @Option(
            names = "--at",
            paramLabel = "SEQ",
            description = "The call that this event is about, or the last one before it. Default: the last call.")
    @Nullable
    Long at;

    @Option(names = "--json", description = "On one line, with every message and tool.")
    boolean json;

    @Override
    public Integer call() {
        var events = LogQuestions.eventsOf(connection, conversation, null);
        var last = events.getLast().sequence();
        if (at != null && (at < 1 || at > last)) {
            throw CommandFailure.misused(
                    "--at is %d, but the conversation %s has the sequences 1 to %d".formatted(at, conversation, last));
        }
        var sequence = at == null ? last : at;
        var asked = ModelCall.at(events, sequence);
        if (asked == null) {
            throw CommandFailure.failed(
                    "no model was asked in the conversation %s up to sequence %d".formatted(conversation, sequence));
        }
        var clients = connection.kafkaClients();
        var definitions = definitions(clients);
        var articles = new Articles(clients, connection.topics().articles());
        var rebuilt = new PromptRebuild(definitions::find, articles).rebuild(events, asked);
        print(rebuilt);
        return rebuilt.proof() == Proof.DIFFERENT ? CommandFailure.FAILED : 0;
    }

    @SuppressWarnings("EmptyCatch") // the services that follow this topic say so in their logs
    private DefinitionIndex definitions(KafkaClients clients) {
        var definitions = new DefinitionIndex();
        TopicSnapshot.read(clients, connection.topics().definitions(), (offset, record) -> {
            try {
                var _ = definitions.add(record);
            } catch (IllegalArgumentException e) {
                // A record that contradicts itself publishes nothing.
            }
        });
        return definitions;
    }

    private void print(RebuiltPrompt rebuilt) {
        var printer = new Printer(spec);
        if (json) {
            printer.json(json(rebuilt));
            return;
        }
        var call = rebuilt.call();
        printer.line("call      %s, %s as the role %s, asked at sequence %d"
                .formatted(
                        call.asked().requestId(),
                        purpose(call),
                        call.asked().role(),
                        call.event().sequence()));
        printer.line("answer    " + answer(call));
        printer.line("proof     " + proof(rebuilt));
        rebuilt.reasons().forEach(reason -> printer.line("          " + reason));
        if (rebuilt.askedAgain()) {
            printer.line("          the answer before was rejected; the prompt says why");
        }
        if (rebuilt.leftOut() > 0) {
            printer.line("          %d messages or passages were left out: the model has no room for more"
                    .formatted(rebuilt.leftOut()));
        }
        var prompt = rebuilt.prompt();
        if (prompt != null) {
            printer.line("");
            printer.line(prompt.readable().stripTrailing());
        }
    }

    private static String purpose(ModelCall call) {
        return call.asked().purpose().name().toLowerCase(Locale.ROOT);
    }

    private static String answer(ModelCall call) {
        var received = call.received();
        var failed = call.failed();
        if (received != null && call.answer() != null) {
            var template = received.template();
            return "at sequence %d by %s%s"
                    .formatted(
                            call.answer().sequence(),
                            received.model(),
                            template == null ? "" : ", template " + template);
        }
        return failed == null ? "none yet" : "none: " + failed.reasonCode() + ", " + failed.detail();
    }

    private static String proof(RebuiltPrompt rebuilt) {
        var received = rebuilt.call().received();
        var logged = received == null ? null : received.promptHash();
        var prompt = rebuilt.prompt();
        return switch (rebuilt.proof()) {
            case SAME -> "this is what was sent: its hash is " + logged + ", as in the log";
            case DIFFERENT ->
                "this is NOT what was sent: the log has the hash %s, %s"
                        .formatted(logged, prompt == null ? "no prompt can be written" : "this text " + prompt.hash());
            case UNPROVED ->
                received == null
                        ? "none: no answer names a hash; this is the prompt of the family default"
                        : "none: %s is sent no text; this is what another model would have been sent"
                                .formatted(received.model());
        };
    }

    private static ObjectNode json(RebuiltPrompt rebuilt) {
        var call = rebuilt.call();
        var received = call.received();
        var prompt = rebuilt.prompt();
        var answer = call.answer();
        var line = Api.JSON.createObjectNode();
        line.put("request_id", call.asked().requestId());
        line.put("purpose", purpose(call));
        line.put("role", call.asked().role());
        line.put("requested_at_sequence", call.event().sequence());
        line.put("answered_at_sequence", answer == null ? null : answer.sequence());
        line.put("model", received == null ? null : received.model());
        line.put("template", received == null ? null : received.template());
        line.put("prompt_hash", received == null ? null : received.promptHash());
        line.put("rebuilt_hash", prompt == null ? null : prompt.hash());
        line.put("proof", rebuilt.proof().name().toLowerCase(Locale.ROOT));
        line.put("left_out", rebuilt.leftOut());
        line.put("asked_again", rebuilt.askedAgain());
        rebuilt.reasons().forEach(line.putArray("reasons")::add);
        if (prompt != null) {
            try {
                line.set("prompt", Api.JSON.readTree(prompt.json()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a prompt's JSON can always be read", e);
            }
        }
        return line;
    }
}
