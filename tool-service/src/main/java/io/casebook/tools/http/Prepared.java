package io.casebook.tools.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request of one call, ready to go.
 *
 * @param method its method
 * @param uri where it goes
 * @param headers its headers, by name
 * @param body its JSON; null for none
 * @param secrets the secrets that stand in it
 */
record Prepared(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        Set<String> secrets) {
    Prepared {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        secrets = Set.copyOf(secrets);
    }

    /** The same with one more header. */
    Prepared withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Prepared(method, uri, more, body, secrets);
    }

    /** The same to another address of the same server. */
    Prepared to(URI other) {
        return new Prepared(method, other, headers, body, secrets);
    }

    /** Nothing of the request but its method and host: the rest is the customer's or secret. */
    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
