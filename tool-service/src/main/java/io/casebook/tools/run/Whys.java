package io.casebook.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Why tries of a call came to nothing: for the log, and for whoever makes a call by hand. It is about the tool and the way to it; what
 * a caller sent and what a tool told has no place in it, and models never see it.
 */
public final class Whys {
    private static final Logger LOG = Logger.getLogger(Whys.class);
    private static final int MOST = 5;
    private static final ScopedValue<List<String>> LISTENING = ScopedValue.newInstance();

    private Whys() {}

    /**
     * What was done, and what was said meanwhile.
     *
     * @param result what came of it
     * @param whys why tries came to nothing, each once
     * @param <T> what comes of it
     */
    public record Heard<T>(T result, List<String> whys) {
        public Heard {
            whys = List.copyOf(whys);
        }
    }

    /** Does something on this thread, and hears why tries come to nothing. */
    public static <T> Heard<T> hearing(Supplier<T> work) {
        var whys = new ArrayList<String>();
        var result = ScopedValue.where(LISTENING, whys).call(work::get);
        return new Heard<>(result, whys);
    }

    /** Says why a try came to nothing. */
    static void say(Call call, String why) {
        LOG.infof("tool call failed: tool=%s call=%s why=%s", call.tool().name(), call.id(), why);
        hear(why);
    }

    /** Lets whoever listens hear what stands in the log already. */
    public static void hear(String why) {
        if (LISTENING.isBound()) {
            var whys = LISTENING.get();
            if (whys.size() < MOST && !whys.contains(why)) {
                whys.add(why);
            }
        }
    }
}
