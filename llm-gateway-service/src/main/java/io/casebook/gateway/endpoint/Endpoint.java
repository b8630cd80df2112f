package io.casebook.gateway.endpoint;

import io.casebook.gateway.prompt.Prompt;

/** A model that can be asked. Thread-safe. */
public interface Endpoint {

    /** Asks once and waits for the answer as long as the call allows. Never throws for what the other side does. */
    Reply ask(Prompt prompt, Call call);
}
