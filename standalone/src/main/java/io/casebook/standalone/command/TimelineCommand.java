package io.casebook.standalone.command;

import io.casebook.standalone.log.EventLine;
import io.casebook.vocabulary.event.ConversationEvent;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that happened in a conversation. */
@Command(name = "timeline", description = "Print every event of a conversation, from the log itself.")
final class TimelineCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "CONV", description = "Id of the conversation.")
    String conversation = "";

    @Option(names = "--at", paramLabel = "SEQ", description = "Up to this sequence.")
    @Nullable
    Long at;

    @Option(names = "--json", description = "One JSON object a line, each event whole.")
    boolean json;

    @Override
    public Integer call() {
        var events = LogQuestions.eventsOf(connection, conversation, at);
        var printer = new Printer(spec);
        if (json) {
            events.forEach(event -> printer.json(EventLine.json(event)));
        } else {
            printer.table(
                    List.of("SEQ", "TIME", "TURN", "EVENT", "BY", "DETAILS"),
                    events.stream().map(TimelineCommand::row).toList());
        }
        return 0;
    }

    private static List<String> row(ConversationEvent event) {
        return List.of(
                Long.toString(event.sequence()),
                event.occurredAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                Integer.toString(event.turn()),
                EventLine.type(event),
                EventLine.actor(event),
                EventLine.summary(event));
    }
}
