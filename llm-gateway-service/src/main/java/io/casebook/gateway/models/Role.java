package io.casebook.gateway.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A role of the installation: the models that agents get who name it.
 *
 * @param name name by which agents ask for it
 * @param steps in failover order; the models of one step are equals that share its conversations
 */
public record Role(String name, List<List<Share>> steps) {

    public Role {
        steps = steps.stream().map(List::copyOf).toList();
    }

    /**
     * One of several equal models.
     *
     * @param model its name
     * @param weight how many conversations it gets, in proportion to the others
     */
    public record Share(String model, int weight) {}

    /**
     * The role's models in the order in which they are to be tried for a conversation. A conversation stays with its model, whose
     * provider may still know the beginning of the prompt, and whose manner the customer is used to.
     */
    List<String> models(String conversationId) {
        var models = new ArrayList<String>();
        for (var equals : steps) {
            equals.stream()
                    .sorted(Comparator.comparingDouble(share -> -rank(share, conversationId)))
                    .map(Share::model)
                    .forEach(models::add);
        }
        return models;
    }

    /** Weighted rendezvous hashing: each model wins its share of conversations, and none changes its model when one is added. */
    private static double rank(Share share, String conversationId) {
        var crc = new CRC32();
        crc.update((share.model() + "\n" + conversationId).getBytes(StandardCharsets.UTF_8));
        // A CRC alone is too regular for texts that differ little.
        var mixed = (crc.getValue() * 0x9E3779B97F4A7C15L) >>> 11;
        var even = (mixed + 0.5) / (1L << 53);
        return -share.weight() / Math.log(even);
    }
}
