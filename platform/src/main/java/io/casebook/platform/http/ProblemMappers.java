package io.casebook.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.casebook.platform.Faults;
import io.casebook.platform.conversations.ConversationStatesUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_ERROR = 400;
    private static final String RETRY_AFTER_SECONDS = "1";

    @ServerExceptionMapper
    Response refused(ApiException e) {
        return Problem.of(e).response();
    }

    @ServerExceptionMapper
    Response unavailable(ConversationStatesUnavailableException e) {
        return later(String.valueOf(e.getMessage()));
    }

    /** Kafka is not there, or too slow: the caller should repeat the call. */
    @ServerExceptionMapper
    Response unavailable(KafkaException e) {
        LOG.warnf("Kafka failed a call: %s", e.getClass().getName());
        return later("Kafka did not take the record in time; send the same request again, it is idempotent");
    }

    /** A value of the wrong type; named here because the framework has an answer of its own for it. */
    @ServerExceptionMapper
    Response unreadable(MismatchedInputException e) {
        return badJson(e).response();
    }

    /** JSON that does not fit the resource's record. */
    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e) {
        return badJson(e).response();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return badJson(json).response();
        }
        var status = e.getResponse().getStatus();
        if (status < FIRST_ERROR) {
            return e.getResponse();
        }
        return Problem.of(code(status), status, sentence(status), Map.of()).response();
    }

    /** A fault of ours: told to the log with its trace id; the caller learns only that id. */
    @ServerExceptionMapper
    Response failed(Throwable e) {
        var problem = Problem.of(
                Code.INTERNAL,
                "the service failed; repeat the call, and give the trace id to whoever runs the service");
        LOG.errorf("call failed: trace_id=%s fault=%s", problem.traceId(), Faults.describe(e));
        return problem.response();
    }

    private static Response later(String message) {
        var answer = Problem.of(Code.UNAVAILABLE, message).response();
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private static Problem badJson(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            var field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."))
                    .replace(".[", "[");
            return Problem.of(ApiException.invalid(field, "`%s` has a value of the wrong type".formatted(field)));
        }
        return Problem.of(Code.INVALID_ARGUMENT, "the body is not the JSON that was expected; see the API's reference");
    }

    static Code code(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404, 410 -> Code.NOT_FOUND;
            case 408, 504 -> Code.DEADLINE_EXCEEDED;
            case 409, 412 -> Code.FAILED_PRECONDITION;
            case 413, 429 -> Code.RESOURCE_EXHAUSTED;
            case 502, 503 -> Code.UNAVAILABLE;
            default -> status >= FIRST_SERVER_ERROR ? Code.INTERNAL : Code.INVALID_ARGUMENT;
        };
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this path; see the API's reference";
            case 405 -> "this path does not know this method; see the API's reference";
            case 406 -> "the answer cannot be given in a format that the Accept header allows; accept application/json";
            case 413 -> "the body is too large; send less, and files by reference";
            case 415 -> "the body's format is not understood; send Content-Type: application/json";
            default ->
                status >= FIRST_SERVER_ERROR
                        ? "the service failed; repeat the call later"
                        : "the request is not understood; see the API's reference";
        };
    }
}
