package io.casebook.projections.store;

import io.casebook.projections.Story;
import io.casebook.projections.table.LoggedEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the same long log every time, in small batches, until it is killed. */
public final class DoomedProcess {
    private static final int CONVERSATIONS = 16;
    private static final int TURNS = 6;
    private static final int BATCH = 23;

    private DoomedProcess() {}

    /** Takes the file of the tables as its one argument. */
    public static void main(String[] arguments) {
        try (var store = ProjectionStore.open(Path.of(arguments[0]))) {
            writeRest(store, () -> {
                System.out.println("batch");
                System.out.flush();
            });
        }
    }

    /** Reads on where the tables end, as after a restart. */
    static void writeRest(ProjectionStore store, Runnable afterBatch) {
        var log = log();
        var places = new HashMap<>(store.positions());
        var batch = new ArrayList<LoggedEvent>();
        for (var event : log) {
            if (event.offset() < places.getOrDefault(event.partition(), 0L)) {
                continue;
            }
            batch.add(event);
            places.put(event.partition(), event.offset() + 1);
            if (batch.size() == BATCH) {
                store.apply(batch, Map.copyOf(places));
                batch.clear();
                afterBatch.run();
            }
        }
        store.apply(batch, places);
    }

    private static List<LoggedEvent> log() {
        var log = new ArrayList<LoggedEvent>();
        for (var number = 0; number < CONVERSATIONS; number++) {
            var story = new Story("c-" + number, number).starts();
            for (var turn = 1; turn <= TURNS; turn++) {
                story.answered(turn);
            }
            log.addAll(story.events());
        }
        return log;
    }
}
