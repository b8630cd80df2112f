package io.casebook.platform.http;

import java.util.Map;

/** A call that is refused. The message goes to the caller: what was wrong, where, and what to do about it. */
public final class ApiException extends RuntimeException {
    private final Code code;
    private final int status;
    private final Map<String, Object> details;

    /** A refusal without further details. */
    public ApiException(Code code, String message) {
        this(code, message, Map.of());
    }

    /** A refusal with details for machines, such as the name of the field. */
    public ApiException(Code code, String message, Map<String, Object> details) {
        this(code, code.status(), message, details);
    }

    /** A refusal with a status that is not the code's usual one, such as 413. */
    public ApiException(Code code, int status, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.details = Map.copyOf(details);
    }

    /** A field that is wrong; the name of the field stands in the details. */
    public static ApiException invalid(String field, String message) {
        return new ApiException(Code.INVALID_ARGUMENT, message, Map.of("field", field));
    }

    /** Why. */
    public Code code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Details for machines. */
    public Map<String, Object> details() {
        return details;
    }

    /** What the caller is told. */
    public String text() {
        var message = getMessage();
        return message == null ? code.title() : message;
    }
}
