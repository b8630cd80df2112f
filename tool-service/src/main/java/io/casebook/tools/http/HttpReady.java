package io.casebook.tools.http;

import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Ready;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call over HTTP that is ready to go. A question is asked again where the same server points. */
final class HttpReady implements Ready {
    private static final int MAX_REDIRECTS = 3;

    private final Prepared prepared;
    private final Sender sender;

    HttpReady(Prepared prepared, Sender sender) {
        this.prepared = prepared;
        this.sender = sender;
    }

    @Override
    public Attempt send(Duration within) throws InterruptedException {
        var until = System.nanoTime() + within.toNanos();
        var request = prepared;
        for (var redirects = 0; ; redirects++) {
            switch (sender.send(request, Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                case Exchange.Failed failed -> {
                    return failed.attempt();
                }
                case Exchange.Answered answered -> {
                    var to = redirects < MAX_REDIRECTS ? redirect(request, answered.answer()) : null;
                    if (to == null) {
                        return answered.answer().meaning();
                    }
                    request = request.to(to);
                }
            }
        }
    }

    @Override
    public Set<String> secrets() {
        return prepared.secrets();
    }

    /** Where a redirect leads, if it may be followed: from a plain question to the same server. */
    private static @Nullable URI redirect(Prepared asked, HttpAnswer answer) {
        var to = answer.location();
        var from = asked.uri();
        var follows = answer.status() >= 300
                && answer.status() < 400
                && to != null
                && asked.method().equals("GET")
                && from.getScheme().equalsIgnoreCase(to.getScheme())
                && from.getHost().equalsIgnoreCase(to.getHost())
                && from.getPort() == to.getPort()
                && to.getRawUserInfo() == null;
        return follows ? to : null;
    }

    /** Names the server and nothing of what is sent. */
    @Override
    public String toString() {
        return prepared.toString();
    }
}
