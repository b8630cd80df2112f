package io.casebook.gateway.trial;

import io.casebook.gateway.models.ModelSpec;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of trying a model out.
 *
 * @param spec the model
 * @param findings what each trial showed
 */
public record ModelReport(ModelSpec spec, Map<Trial, Finding> findings) {

    public ModelReport {
        findings = new EnumMap<>(findings);
    }

    /**
     * What a trial showed.
     *
     * @param works true where the model did what was wanted
     * @param problem what was wrong; empty where it works
     * @param latencyMs time that it took
     * @param inputTokens tokens sent
     * @param outputTokens tokens received
     * @param usdMicros price in millionths of a US dollar
     */
    public record Finding(
            boolean works, String problem, long latencyMs, long inputTokens, long outputTokens, long usdMicros) {}

    /** True where the model did all that was wanted of it. */
    public boolean works() {
        return findings.values().stream().allMatch(Finding::works);
    }
}
