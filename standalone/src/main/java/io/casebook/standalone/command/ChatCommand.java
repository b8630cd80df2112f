package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.standalone.chat.Heard;
import io.casebook.standalone.chat.Screen;
import io.casebook.standalone.chat.Screens;
import io.casebook.standalone.chat.ServerEvent;
import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Talks to the agent as a customer would. */
@Command(
        name = "chat",
        description = "Talk to the agent as a customer, in the terminal.",
        footer = {"", "/finish ends the conversation, /quit leaves it as it is. Lines from a pipe wait for each answer."
        })
final class ChatCommand implements Callable<Integer> {
    private static final String CONVERSATIONS = "/v1/conversations";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "Go on with this conversation. Default: a new one.")
    @Nullable
    String known;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            defaultValue = "customer-demo",
            description =
                    "Who you are; the sample shop knows customer-demo, customer-lena and others. Default: ${DEFAULT-VALUE}")
    String customer = "customer-demo";

    @Option(
            names = "--answer-within",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long lines from a pipe wait for each answer. Default: ${DEFAULT-VALUE}")
    int answerWithin = 60;

    private final Semaphore settled = new Semaphore(0);
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile @Nullable String lastEvent;
    private volatile boolean over;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var id = known == null ? "chat-" + UUID.randomUUID().toString().substring(0, 8) : known;
        try (var api = connection.api()) {
            if (known == null) {
                open(api, id);
            } else {
                api.get("%s/%s".formatted(CONVERSATIONS, Api.encoded(id)));
            }
            try (var screen = Screens.open(spec.commandLine().getOut())) {
                screen.show("-- conversation %s; /finish ends it, /quit leaves it".formatted(id));
                Thread.ofVirtual().start(() -> listen(api, id, screen));
                listening.await(answerWithin, TimeUnit.SECONDS);
                return talk(api, id, screen) ? 0 : CommandFailure.FAILED;
            } finally {
                // Before the connection is closed: who listens must not take that for a fault.
                over = true;
            }
        }
    }

    private void open(Api api, String id) {
        api.call(
                "POST",
                CONVERSATIONS,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("customer_id", customer)
                        .put("channel", "web")
                        .put("assignee_type", "AI Agent")
                        .put("created", Instant.now().toString()));
    }

    /** Says the customer's lines until there are no more; false when one got no answer. */
    private boolean talk(Api api, String id, Screen screen) throws InterruptedException {
        var path = "%s/%s".formatted(CONVERSATIONS, Api.encoded(id));
        var answered = true;
        for (var line = screen.read(); line != null && !line.equals("/quit"); line = screen.read()) {
            if (line.isBlank()) {
                continue;
            }
            if (line.equals("/finish")) {
                settled.drainPermits();
                api.call("PUT", path + "/finish", JsonNodeFactory.instance.objectNode());
                return answered && awaitAnswer(screen);
            }
            settled.drainPermits();
            api.call("POST", path + "/messages", message(line));
            answered &= screen.live() || awaitAnswer(screen);
        }
        return answered;
    }

    private ObjectNode message(String line) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", UUID.randomUUID().toString())
                .put("body", line)
                .put("participant_id", customer)
                .put("participant_type", "Customer")
                .put("created", Instant.now().toString());
    }

    private boolean awaitAnswer(Screen screen) throws InterruptedException {
        if (settled.tryAcquire(answerWithin, TimeUnit.SECONDS)) {
            return true;
        }
        screen.show("-- no answer within %d s".formatted(answerWithin));
        return false;
    }

    /** Follows the stream, and takes it up again where it broke off. */
    private void listen(Api api, String id, Screen screen) {
        while (!over) {
            var after = lastEvent == null ? (known == null ? "?after=0" : "") : "?after=" + Api.encoded(lastEvent);
            try {
                api.follow(
                        "%s/%s/stream%s".formatted(CONVERSATIONS, Api.encoded(id), after),
                        listening::countDown,
                        new ServerEvent.Assembly(event -> hear(event, screen)));
                TimeUnit.SECONDS.sleep(1);
            } catch (CommandFailure e) {
                if (!over) {
                    screen.show("-- " + e.getMessage());
                }
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void hear(ServerEvent event, Screen screen) {
        if (event.id() != null) {
            lastEvent = event.id();
        }
        try {
            var heard = Heard.of(event.name(), Api.JSON.readTree(event.data()));
            heard.lines().forEach(screen::show);
            if (heard.settles()) {
                settled.release();
            }
        } catch (IOException e) {
            screen.show("-- something came that is no JSON");
        }
    }
}
