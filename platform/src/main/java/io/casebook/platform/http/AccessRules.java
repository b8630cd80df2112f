package io.casebook.platform.http;

import io.casebook.platform.config.PlatformSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what. With keys: whoever shows one. Without (local mode): whoever sits at this machine, and no web page from
 * elsewhere that this machine's browser happens to show.
 */
final class AccessRules {
    private static final Set<String> PROTECTED = Set.of(
            "v1", "desk", "knowledge", "timeline", "schemas", "subjects", "config", "projections", "internal", "q");
    private static final List<String> PUBLIC = List.of("/", "/chat", "/login", "/q/health", "/favicon.ico");
    private static final Pattern STATIC_ASSET =
            Pattern.compile(".*\\.(css|js|mjs|map|svg|png|jpg|ico|webp|woff2|webmanifest|txt|html)");
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final String BEARER = "bearer ";

    private final boolean localMode;
    private final List<byte[]> keyHashes;

    /**
     * @param keys the keys that are accepted; none means local mode
     */
    AccessRules(List<String> keys) {
        localMode = keys.isEmpty();
        keyHashes = (localMode ? List.of(PlatformSettings.LOCAL_KEY) : keys)
                .stream().map(AccessRules::hash).toList();
    }

    boolean localMode() {
        return localMode;
    }

    /** What happens with a call. */
    Access decide(Call call) {
        var path = MATRIX_PARAMETERS.matcher(call.path()).replaceAll("");
        var open = isPublic(call, path);
        if (localMode && !path.startsWith("/q/health")) {
            var refusal = refuseFromElsewhere(call);
            if (refusal != null) {
                return refusal;
            }
        }
        if (changes(call) && fromForeignPage(call)) {
            return new Access.Refuse(
                    Code.PERMISSION_DENIED,
                    "the call comes from a web page of another origin; call from your server, with a key in the"
                            + " Authorization header");
        }
        if (open || isKey(bearer(call)) || isKey(call.cookie())) {
            return localMode && isPage(call) && !isKey(call.cookie())
                    ? new Access.AllowAndRemember()
                    : new Access.Allow();
        }
        if (isPage(call)) {
            return localMode ? new Access.AllowAndRemember() : new Access.SendToLogin();
        }
        return new Access.Refuse(
                Code.UNAUTHENTICATED,
                localMode
                        ? "no valid key; without configured keys send `Authorization: Bearer local`"
                        : "no valid key; send one of the configured keys as `Authorization: Bearer <key>`");
    }

    /** True for a key that is accepted; takes the same time for every wrong one. */
    boolean isKey(@Nullable String shown) {
        if (shown == null) {
            return false;
        }
        var hash = hash(shown);
        var found = false;
        for (var known : keyHashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static boolean isPublic(Call call, String path) {
        for (var prefix : PUBLIC) {
            if (path.equals(prefix) || (prefix.length() > 1 && path.startsWith(prefix + "/"))) {
                return true;
            }
        }
        var end = path.indexOf('/', 1);
        var first = end < 0 ? path.substring(1) : path.substring(1, end);
        return !PROTECTED.contains(first)
                && READING.contains(call.method())
                && STATIC_ASSET.matcher(path).matches();
    }

    private static Access.@Nullable Refuse refuseFromElsewhere(Call call) {
        if (!call.fromLoopback()) {
            return new Access.Refuse(
                    Code.PERMISSION_DENIED,
                    "without configured keys only this machine is served; set CASEBOOK_API_KEYS to serve others");
        }
        // A name that an attacker's DNS points at this machine is another name.
        if (call.host() == null || !LOOPBACK_HOST.matcher(call.host()).matches()) {
            return new Access.Refuse(
                    Code.PERMISSION_DENIED,
                    "without configured keys call localhost or 127.0.0.1; set CASEBOOK_API_KEYS to use other names");
        }
        return null;
    }

    private static boolean changes(Call call) {
        return !READING.contains(call.method());
    }

    /** A browser says where a page comes from; a program says nothing and shows a key. */
    private static boolean fromForeignPage(Call call) {
        var origin = call.origin();
        if (origin == null || bearer(call) != null) {
            return false;
        }
        try {
            var authority = URI.create(origin).getAuthority();
            return authority == null || !authority.equalsIgnoreCase(call.host());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static boolean isPage(Call call) {
        var accept = call.accept();
        return call.method().equals("GET") && accept != null && accept.contains("text/html");
    }

    private static @Nullable String bearer(Call call) {
        var header = call.authorization();
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * What of a call matters.
     *
     * @param method HTTP method
     * @param path path without dot segments and with plain characters decoded
     * @param host the Host header
     * @param origin the Origin header
     * @param authorization the Authorization header
     * @param cookie the key's cookie
     * @param accept the Accept header
     * @param fromLoopback true when the caller is on this machine
     */
    record Call(
            String method,
            String path,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String authorization,
            @Nullable String cookie,
            @Nullable String accept,
            boolean fromLoopback) {}

    /** What happens with a call. */
    sealed interface Access {
        /** It goes on. */
        record Allow() implements Access {}

        /** It goes on, and the browser gets the key of local mode as a cookie. */
        record AllowAndRemember() implements Access {}

        /** A person is asked for a key. */
        record SendToLogin() implements Access {}

        /** It ends here. */
        record Refuse(Code code, String message) implements Access {}
    }
}
