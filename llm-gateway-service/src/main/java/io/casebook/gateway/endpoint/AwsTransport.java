package io.casebook.gateway.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The gateway's transport as AWS's SDK wants to be given one: with the same bounds in time and size as all the others. */
final class AwsTransport implements SdkHttpClient {
    /** What an HTTP client writes itself. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final Transport transport;

    AwsTransport(Transport transport) {
        this.transport = transport;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return execute(request);
            }

            @Override
            public void abort() {
                // The call ends with its time, or with the interruption of its thread.
            }
        };
    }

    private HttpExecuteResponse execute(HttpExecuteRequest request) throws IOException {
        var response = transport.exchange(converted(request));
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                .build();
    }

    private static java.net.http.HttpRequest converted(HttpExecuteRequest request) throws IOException {
        var http = request.httpRequest();
        var builder = java.net.http.HttpRequest.newBuilder(http.getUri());
        http.forEachHeader((name, values) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        var content = request.contentStreamProvider();
        if (content.isEmpty()) {
            return builder.method(http.method().name(), java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        try (var body = content.get().newStream()) {
            return builder.method(
                            http.method().name(),
                            java.net.http.HttpRequest.BodyPublishers.ofByteArray(body.readAllBytes()))
                    .build();
        }
    }

    @Override
    public String clientName() {
        return "casebook";
    }

    @Override
    public void close() {
        // The transport is shared, and closed by whoever made it.
    }
}
