package io.casebook.knowledge.search;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What could be found at some positions, and by whom: the latest that were asked for, so that the next search need not gather it. */
final class Views {
    private static final int KEPT = 16;

    /**
     * What could be found at a position.
     *
     * @param position the position
     * @param versions the versions that could be found
     * @param total a number above that of every passage of theirs
     */
    record View(long position, List<IndexedVersion> versions, int total) {
        View {
            versions = List.copyOf(versions);
        }
    }

    private record Key(long position, Admission admission) {}

    private final Map<Long, View> views = recent();
    private final Map<Key, Candidates> candidates = recent();

    /** The view of a position, which is made where it is not at hand. */
    synchronized View of(long position, Supplier<View> make) {
        var known = views.get(position);
        if (known == null) {
            known = make.get();
            views.put(position, known);
        }
        return known;
    }

    /** What somebody may find in a view, of what holds at a moment. */
    Candidates of(View view, Admission admission, Instant moment) {
        var key = new Key(view.position, admission);
        synchronized (this) {
            var known = candidates.get(key);
            if (known != null && known.holdAt(moment)) {
                return known;
            }
        }
        // Beside the lock: gathering takes milliseconds, and two that do it at once come to the same.
        var made = Candidates.of(view.versions, view.total, admission, moment);
        synchronized (this) {
            candidates.put(key, made);
        }
        return made;
    }

    private static <K, V> Map<K, V> recent() {
        return new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > KEPT;
            }
        };
    }
}
