package io.casebook.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.platform.config.PlatformSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Stands before every route, those of resources, of pages and of files: lets nobody in without a key, and gives pages the
 * headers that keep foreign scripts and frames out.
 */
@ApplicationScoped
public class ApiKeyFilter {
    /** The cookie in which a browser keeps the key. */
    public static final String COOKIE = "casebook_key";

    private static final int BEFORE_EVERYTHING = 1000;
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    private final AccessRules rules;
    private final ObjectMapper json;

    ApiKeyFilter(PlatformSettings settings, ObjectMapper json) {
        this.rules = new AccessRules(settings.apiKeys());
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    /** What no resource answers is a problem like any other. */
    void describeFailures(@Observes Router router) {
        router.errorHandler(
                NOT_FOUND,
                call -> refuse(
                        call, Problem.of(Code.NOT_FOUND, "there is nothing at this path; see the API's reference")));
        router.errorHandler(
                TOO_LARGE,
                call -> refuse(
                        call,
                        Problem.of(
                                Code.RESOURCE_EXHAUSTED,
                                TOO_LARGE,
                                "the body is too large; send less, and files by reference",
                                Map.of())));
    }

    private void check(RoutingContext call) {
        call.addHeadersEndHandler(end -> addSecurityHeaders(call.response()));
        switch (rules.decide(describe(call))) {
            case AccessRules.Access.Allow() -> call.next();
            case AccessRules.Access.AllowAndRemember() -> {
                call.response().addCookie(cookie(PlatformSettings.LOCAL_KEY, false));
                call.next();
            }
            case AccessRules.Access.SendToLogin() -> {
                var next = URLEncoder.encode(call.request().uri(), StandardCharsets.UTF_8);
                call.response()
                        .setStatusCode(SEE_OTHER)
                        .putHeader(HttpHeaders.LOCATION, "/login?next=" + next)
                        .end();
            }
            case AccessRules.Access.Refuse(var code, var message) -> refuse(call, Problem.of(code, message));
        }
    }

    private void refuse(RoutingContext call, Problem problem) {
        if (call.response().ended()) {
            return;
        }
        var answer =
                call.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == Code.UNAUTHENTICATED.status()) {
            answer.putHeader("WWW-Authenticate", Problem.CHALLENGE);
        }
        try {
            answer.end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            answer.end();
        }
    }

    /** The cookie that holds a key: out of reach of scripts, and never sent along from another site's page. */
    static Cookie cookie(String key, boolean overTls) {
        return Cookie.cookie(COOKIE, key)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(overTls)
                .setSameSite(CookieSameSite.STRICT);
    }

    private static void addSecurityHeaders(HttpServerResponse response) {
        var headers = response.headers();
        headers.set("X-Content-Type-Options", "nosniff");
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/html")) {
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'");
            // Not no-referrer: with it browsers send "Origin: null" with our own forms.
            headers.set("Referrer-Policy", "same-origin");
            headers.set("X-Frame-Options", "SAMEORIGIN");
        }
    }

    private static AccessRules.Call describe(RoutingContext call) {
        var request = call.request();
        var authority = request.authority();
        var cookie = request.getCookie(COOKIE);
        return new AccessRules.Call(
                request.method().name(),
                call.normalizedPath(),
                authority == null ? request.getHeader(HttpHeaders.HOST) : authority.toString(),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                cookie == null ? null : cookie.getValue(),
                request.getHeader(HttpHeaders.ACCEPT),
                isLoopback(request.remoteAddress()));
    }

    private static boolean isLoopback(SocketAddress caller) {
        var address = caller == null ? null : caller.hostAddress();
        try {
            return address != null && InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
