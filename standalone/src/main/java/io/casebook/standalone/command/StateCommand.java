package io.casebook.standalone.command;

import io.casebook.conversation.Evolver;
import io.casebook.conversation.States;
import io.casebook.standalone.log.AvroJson;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a conversation's events add up to. */
@Command(
        name = "state",
        description = "Print the state of a conversation as its events add up to it, now or at any sequence.")
final class StateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "CONV", description = "Id of the conversation.")
    String conversation = "";

    @Option(names = "--at", paramLabel = "SEQ", description = "As it was after this sequence.")
    @Nullable
    Long at;

    @Option(names = "--json", description = "On one line.")
    boolean json;

    @Override
    public Integer call() {
        var events = LogQuestions.eventsOf(connection, conversation, at);
        var unborn = States.unborn(events.getFirst().tenantId(), conversation);
        var state = AvroJson.of(Evolver.fold(unborn, events));
        var printer = new Printer(spec);
        if (json) {
            printer.json(state);
        } else {
            printer.pretty(state);
        }
        return 0;
    }
}
