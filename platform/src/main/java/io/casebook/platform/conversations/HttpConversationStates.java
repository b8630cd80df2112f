package io.casebook.platform.conversations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.http.Ids;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the orchestrator over HTTP, for a service that runs alone. Where the orchestrator shares the process, its own bean takes
 * this one's place.
 */
@DefaultBean
@ApplicationScoped
public class HttpConversationStates implements ConversationStates {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration SEARCH_WITHIN = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final @Nullable URI orchestrator;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    @Inject
    public HttpConversationStates(PlatformSettings settings) {
        orchestrator = settings.orchestratorUrl();
        key = settings.localMode()
                ? PlatformSettings.LOCAL_KEY
                : settings.apiKeys().getFirst();
    }

    @Override
    public @Nullable ConversationSummary find(String conversationId) {
        if (!Ids.valid(conversationId)) {
            return null;
        }
        var answer = get("/internal/conversations/" + conversationId, ANSWER_WITHIN);
        return switch (answer.statusCode()) {
            case OK -> read(answer.body(), ConversationSummary.class);
            case NOT_FOUND -> null;
            default -> throw unexpected(answer);
        };
    }

    @Override
    public List<String> ofCustomer(String customerId) {
        var query = "?customer_id=" + URLEncoder.encode(customerId, StandardCharsets.UTF_8);
        var answer = get("/internal/conversations" + query, SEARCH_WITHIN);
        if (answer.statusCode() != OK) {
            throw unexpected(answer);
        }
        return List.of(read(answer.body(), String[].class));
    }

    private static ConversationStatesUnavailableException unexpected(HttpResponse<String> answer) {
        return new ConversationStatesUnavailableException(
                "the orchestrator answered with status %d; see its log and try again".formatted(answer.statusCode()),
                null);
    }

    @Override
    public boolean ready() {
        try {
            return get("/q/health/ready", ANSWER_WITHIN).statusCode() == OK;
        } catch (ConversationStatesUnavailableException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path, Duration within) {
        var base = orchestrator;
        if (base == null) {
            throw new ConversationStatesUnavailableException(
                    "no orchestrator in this process; set casebook.orchestrator.url to where it runs", null);
        }
        var request = HttpRequest.newBuilder(URI.create(withoutSlash(base.toString()) + path))
                .timeout(within)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ConversationStatesUnavailableException(
                    "the orchestrator at %s does not answer; check casebook.orchestrator.url".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConversationStatesUnavailableException("interrupted while the orchestrator was asked", e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new ConversationStatesUnavailableException(
                    "the orchestrator's answer is not understood; run the same version of both services", e);
        }
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
