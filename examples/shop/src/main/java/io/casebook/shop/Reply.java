package io.casebook.shop;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer of the shop: the status and a JSON body. */
record Reply(int status, JsonNode body) {
    static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    static Reply created(JsonNode body) {
        return new Reply(201, body);
    }

    String contentType() {
        return status >= 400 ? "application/problem+json" : "application/json";
    }
}
