package io.casebook.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call, put together and ready to go. */
public interface Ready {
    /**
     * Tries it once and waits for the whole answer, no longer than told. Faults of the other side are attempts and no
     * exceptions: whoever asks must be able to tell what certainly did not arrive from what may have.
     */
    Attempt send(Duration within) throws InterruptedException;

    /**
     * Waits for what the tool brings later to a call that somebody else made; null where it answers at once.
     *
     * @param since when the call was made
     * @param within how long it may take until all that came back since is known
     */
    default @Nullable Awaited<Attempt> resume(Instant since, Duration within) throws InterruptedException {
        return null;
    }

    /** The secrets that it carries, so that no answer can repeat them. */
    Set<String> secrets();
}
