package io.casebook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How full the minutes of a measurement were. */
final class MinuteWindows {
    private MinuteWindows() {}

    /** How many calls fall into each minute that begins with a call and lies within the measurement, ascending. */
    static List<Integer> of(List<Long> arrivals) {
        var minute = TimeUnit.MINUTES.toNanos(1);
        var end = arrivals.getLast();
        var counts = new ArrayList<Integer>();
        var to = 0;
        for (var from = 0; from < arrivals.size() && arrivals.get(from) + minute <= end; from++) {
            while (to < arrivals.size() && arrivals.get(to) < arrivals.get(from) + minute) {
                to++;
            }
            counts.add(to - from);
        }
        if (counts.isEmpty()) {
            throw new IllegalStateException("the measurement was shorter than a minute");
        }
        return counts.stream().sorted().toList();
    }
}
