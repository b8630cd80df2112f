package io.casebook.knowledge.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the order of passages that a model says. */
final class RankedPassages {
    private RankedPassages() {}

    /**
     * The places of passages, from 0, best first.
     *
     * @param answer what the model said
     * @param passages how many passages it was shown
     * @return null where it named one that it was not shown, or one twice, or nothing that is an order
     */
    static @Nullable List<Integer> order(JsonNode answer, int passages) {
        var numbers = answer.path("order");
        if (!numbers.isArray()) {
            return null;
        }
        var places = new LinkedHashSet<Integer>();
        for (var number : numbers) {
            var shown = number.isIntegralNumber()
                    && number.canConvertToInt()
                    && number.intValue() >= 1
                    && number.intValue() <= passages;
            if (!shown || !places.add(number.intValue() - 1)) {
                return null;
            }
        }
        return List.copyOf(places);
    }
}
