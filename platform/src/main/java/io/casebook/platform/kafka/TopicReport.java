package io.casebook.platform.kafka;

import java.util.List;

/**
 * What was found and done when the topics were set up.
 *
 * @param created names of topics that are new
 * @param existing names of topics that were there
 * @param differences where an existing topic differs from what is wanted, for a person to decide: nothing was changed
 */
public record TopicReport(List<String> created, List<String> existing, List<String> differences) {

    public TopicReport {
        created = List.copyOf(created);
        existing = List.copyOf(existing);
        differences = List.copyOf(differences);
    }
}
