package io.casebook.ingress.webhook;

import io.casebook.ingress.IngressSettings;
import io.casebook.ingress.delivery.Notification;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** Posts over HTTP. Any 2xx means that the receiver has it; redirects are not followed, so that a body never goes elsewhere. */
final class HttpPoster implements Poster, AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int SUCCESS = 2;
    private static final int CLASS_OF_STATUS = 100;

    private final IngressSettings.Webhook settings;
    private final Signature signature;
    private final InstantSource clock;
    private final HttpClient http;
    private final Semaphore permits;

    HttpPoster(IngressSettings.Webhook settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        signature = new Signature(settings.secret());
        permits = new Semaphore(settings.concurrency());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    @Override
    public Attempt post(Notification notification) throws InterruptedException {
        permits.acquire();
        try {
            var answer = http.send(request(notification.json()), HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() / CLASS_OF_STATUS == SUCCESS
                    ? new Attempt.Received()
                    : new Attempt.Failed("status " + answer.statusCode());
        } catch (IOException e) {
            return new Attempt.Failed(e.getClass().getSimpleName());
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "casebook")
                .header(settings.signatureHeader(), signature.of(clock.instant(), body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
