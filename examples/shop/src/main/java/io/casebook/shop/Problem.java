package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that the shop refuses, as an RFC 9457 problem: what was wrong, where, and what to do about it. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Problem(int status, String code, String detail) {
        // A refusal is an ordinary answer: no stack trace is taken for it.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Problem invalid(String detail) {
        return new Problem(400, "invalid_argument", detail);
    }

    static Problem denied(String detail) {
        return new Problem(403, "permission_denied", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "not_found", detail);
    }

    static Problem methodNotAllowed(String detail) {
        return new Problem(405, "invalid_argument", detail);
    }

    /** The request is well formed, but the order, account or subscription is in no state for it. */
    static Problem precondition(String detail) {
        return new Problem(409, "failed_precondition", detail);
    }

    static Problem alreadyExists(String detail) {
        return new Problem(409, "already_exists", detail);
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "resource_exhausted", detail);
    }

    static Problem unsupportedType(String detail) {
        return new Problem(415, "invalid_argument", detail);
    }

    static Problem internal(String detail) {
        return new Problem(500, "internal", detail);
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", detail);
    }

    /** The answer on the wire; {@code code} and {@code message} are those of the platform's own API. */
    Reply reply() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("type", "about:blank");
        body.put("title", code.replace('_', ' '));
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("code", code);
        body.put("message", getMessage());
        return new Reply(status, body);
    }
}
