package io.casebook.ingress.registry;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Registry clients know user and password, not bearer keys: on the registry's paths a password is taken for the API key, and the
 * check that follows is the same as everywhere.
 */
@ApplicationScoped
class BasicLogin {
    /** Before the platform's check of the key. */
    private static final int BEFORE_THE_CHECK = 2000;

    private static final String BASIC = "basic ";

    void register(@Observes Filters filters) {
        filters.register(BasicLogin::translate, BEFORE_THE_CHECK);
    }

    private static void translate(RoutingContext call) {
        var path = call.normalizedPath();
        if (path.startsWith("/schemas/") || path.equals("/subjects") || path.startsWith("/subjects/")) {
            var request = call.request();
            var password = password(request.getHeader(HttpHeaders.AUTHORIZATION));
            if (password != null) {
                request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + password);
            }
        }
        call.next();
    }

    /** The password of HTTP Basic; null where the header is none of that. */
    static @Nullable String password(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return null;
        }
        try {
            var pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            // What would break out of a header is no key.
            var password = colon < 0 ? "" : pair.substring(colon + 1);
            return password.matches("[\\x21-\\x7E]{1,256}") ? password : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
