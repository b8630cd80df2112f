package io.casebook.tools.in;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.schemas.ContentHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls by hand their ids. A call that its caller names by an idempotency key has the same id whenever and wherever it comes
 * again, so that the ledger tells what came of it and nothing is done twice. Thread-safe.
 */
final class NamedCalls {
    private static final int LONGEST_KEY = 256;
    private static final int MOST = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** The ledger compares tool and arguments, for as long as it remembers; this compares all of it, for a while. */
    private final Cache<String, String> contents =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    /** The key of a call, from its header or its body; null where it has none. */
    static @Nullable String key(@Nullable String header, @Nullable String inBody) {
        var key = header == null || header.isBlank() ? inBody : header;
        if (key != null && key.length() > LONGEST_KEY) {
            throw ApiException.invalid(
                    "Idempotency-Key", "`Idempotency-Key` has more than %d characters".formatted(LONGEST_KEY));
        }
        return key == null || key.isBlank() ? null : key;
    }

    /**
     * The id of a call.
     *
     * @param key what its caller names it; null for a call like no other
     * @param content all that makes it this call
     * @throws ApiException already_exists where the key stands for another call
     */
    String id(String tenant, String agent, @Nullable String key, String content) {
        if (key == null) {
            return "execute-" + UUID.randomUUID();
        }
        var name = "%s\n%s\n%s".formatted(tenant, agent, key).getBytes(StandardCharsets.UTF_8);
        var id = "execute-" + UUID.nameUUIDFromBytes(name);
        var hash = ContentHash.of(content);
        var earlier = contents.asMap().putIfAbsent(id, hash);
        if (earlier != null && !earlier.equals(hash)) {
            throw taken();
        }
        return id;
    }

    /** The refusal of a second call with the same key. */
    static ApiException taken() {
        return new ApiException(
                Code.ALREADY_EXISTS,
                "a call with this idempotency key exists already with other content; use a new key for a new call");
    }
}
