package io.casebook.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints figures, one JSON object a line. */
public final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MEBIBYTE = 1024L * 1024;
    private static final double CENTS = 100.0;
    private static final double PARTS_OF_A_RATIO = 10_000.0;

    private final String bench;

    public Figures(String bench) {
        this.bench = bench;
    }

    /**
     * Prints a figure.
     *
     * @param metric what was measured
     * @param value how much, rounded to two decimals, a ratio to four
     * @param unit of the value
     * @param settings what it was measured with
     */
    public void print(String metric, double value, String unit, Map<String, ?> settings) {
        var figure = new LinkedHashMap<String, Object>();
        figure.put("bench", bench);
        figure.put("metric", metric);
        var parts = unit.equals("ratio") ? PARTS_OF_A_RATIO : CENTS;
        figure.put("value", Math.round(value * parts) / parts);
        figure.put("unit", unit);
        figure.put("settings", settings);
        figure.put("machine", machine());
        try {
            System.out.println(JSON.writeValueAsString(figure));
            System.out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a figure is plain data", e);
        }
    }

    /** Says what is going on, to people. */
    public static void say(String words) {
        System.err.println(words);
    }

    private static Map<String, Object> machine() {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("arch", System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.version"));
        if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            machine.put("memory_mb", system.getTotalMemorySize() / MEBIBYTE);
        }
        return machine;
    }
}
