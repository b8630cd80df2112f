package io.casebook.platform.kafka;

import io.casebook.schemas.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * What a schema registry would answer about Casebook's topics: for each topic the subject {@code <topic>-value} with a version
 * for every released schema that differed, and today's. Computed from what is in the program, so registry tools can read every
 * topic without a registry.
 */
@ApplicationScoped
public class Subjects {
    private final Map<String, List<Version>> versions;

    @Inject
    public Subjects(Topics topics) {
        var all = new LinkedHashMap<String, List<Version>>();
        topics.all().forEach(topic -> all.put(topic.subject(), versionsOf(topic)));
        versions = all;
    }

    /** Every subject. */
    public List<String> names() {
        return List.copyOf(versions.keySet());
    }

    /** The versions of a subject, oldest first; empty where there is no such subject. */
    public List<Version> versions(String subject) {
        return versions.getOrDefault(subject, List.of());
    }

    private static List<Version> versionsOf(Topic<?> topic) {
        var current = topic.codec().schema();
        var schemas = new LinkedHashMap<Integer, Schema>();
        for (var release : Schemas.releasedVersions()) {
            var released = Schemas.released(release).get(current.getFullName());
            if (released != null) {
                schemas.putIfAbsent(Schemas.idOf(released), released);
            }
        }
        // Today's stands last, also when it equals an older one again.
        schemas.remove(Schemas.idOf(current));
        schemas.put(Schemas.idOf(current), current);
        var numbered = new ArrayList<Version>();
        schemas.forEach((id, schema) -> numbered.add(new Version(numbered.size() + 1, id, schema)));
        return List.copyOf(numbered);
    }

    /**
     * One version of a subject.
     *
     * @param version its number, from 1
     * @param id the schema's id, as it stands before every value on the topic
     * @param schema the schema
     */
    public record Version(int version, int id, Schema schema) {}
}
