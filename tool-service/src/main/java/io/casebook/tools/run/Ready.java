package io.casebook.tools.run;

import java.time.Duration;
import java.util.Set;

/** One call, put together and ready to go. */
public interface Ready {
    /**
     * Tries it once and waits for the whole answer, no longer than told. Faults of the other side are attempts and no
     * exceptions: whoever asks must be able to tell what certainly did not arrive from what may have.
     */
    Attempt send(Duration within) throws InterruptedException;

    /** The secrets that it carries, so that no answer can repeat them. */
    Set<String> secrets();
}
