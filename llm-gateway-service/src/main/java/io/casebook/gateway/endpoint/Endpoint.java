package io.casebook.gateway.endpoint;

import io.casebook.gateway.prompt.Prompt;
import java.time.Duration;

/** A model that can be asked. Thread-safe. */
public interface Endpoint {

    /** Asks once and waits for the answer at most that long. Never throws for what the other side does. */
    Reply ask(Prompt prompt, Duration within);
}
