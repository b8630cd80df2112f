package io.casebook.platform.conversations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Conversations whose opening this process accepted a moment ago. The log has them once its transaction is committed; until
 * then whoever is asked for one waits for it instead of denying it.
 */
@ApplicationScoped
public class RecentlyOpened {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final long MOST = 100_000;

    private final Cache<String, Boolean> opened =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    /** The opening of a conversation was accepted. */
    public void add(String conversationId) {
        opened.put(conversationId, Boolean.TRUE);
    }

    /** True when its opening was accepted here within the last minute. */
    public boolean contains(String conversationId) {
        return opened.getIfPresent(conversationId) != null;
    }
}
