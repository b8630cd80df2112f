package io.casebook.tools;

import io.casebook.tools.ledger.WriteCalls;
import io.casebook.tools.run.Awaited;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Sent;
import io.casebook.tools.run.ToolCaller;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changing calls, sent for real. */
record CallerTries(ToolCaller caller) implements WriteCalls.Tries {
    @Override
    public Sent send(Call call, boolean repeat) throws InterruptedException {
        return caller.write(call, repeat);
    }

    @Override
    public @Nullable Awaited<Sent> resume(Call call, Instant since, Duration within) throws InterruptedException {
        return caller.resume(call, since, within);
    }
}
