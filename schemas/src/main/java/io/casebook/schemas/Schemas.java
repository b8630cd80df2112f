package io.casebook.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that this version of Casebook knows: today's, and those of each released version, so that old bytes can be read.
 *
 * <p>A schema's id is derived from the schema itself, so that all services agree on it without asking anybody. A cluster with a
 * registry of its own assigns its own ids; its serializer is then set by configuration and this class is not asked.
 */
public final class Schemas {
    private static final String CURRENT = "vocabulary.avsc";
    private static final Map<String, Schema> CURRENT_BY_NAME = parse(resource(CURRENT));
    private static final Map<Integer, Schema> BY_ID = indexById();

    private Schemas() {}

    /**
     * Today's schema of a record or enumeration.
     *
     * @param fullName namespace and name
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Schema named(String fullName) {
        var schema = CURRENT_BY_NAME.get(fullName);
        if (schema == null) {
            throw new IllegalArgumentException("no schema named " + fullName + "; see docs/reference for all of them");
        }
        return schema;
    }

    /** The schema with that id, today's or a released one; null where this version knows none. */
    public static @Nullable Schema byId(int id) {
        return BY_ID.get(id);
    }

    /** Every known schema by its id. */
    public static Map<Integer, Schema> all() {
        return BY_ID;
    }

    /**
     * The id of a schema on the wire: the 64-bit Rabin fingerprint of its parsing canonical form (Avro specification, "Parsing
     * Canonical Form for Schemas"), folded to 31 bits because registry tools expect a positive number.
     */
    public static int idOf(Schema schema) {
        var fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        return (int) (fingerprint ^ (fingerprint >>> 32)) & Integer.MAX_VALUE;
    }

    /** The versions whose schemas are kept for compatibility, oldest first. */
    public static List<String> releasedVersions() {
        return resource("released/versions.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The schemas of a released version, by full name. */
    public static Map<String, Schema> released(String version) {
        return parse(resource("released/" + version + ".avsc"));
    }

    private static Map<Integer, Schema> indexById() {
        var index = new LinkedHashMap<Integer, Schema>();
        var sources = new ArrayList<Map<String, Schema>>();
        sources.add(CURRENT_BY_NAME);
        releasedVersions().forEach(version -> sources.add(released(version)));
        for (var source : sources) {
            for (var schema : source.values()) {
                var other = index.putIfAbsent(idOf(schema), schema);
                if (other != null && !other.getFullName().equals(schema.getFullName())) {
                    throw new IllegalStateException(
                            "the schemas %s and %s have the same id %d; change a name in one of them"
                                    .formatted(other.getFullName(), schema.getFullName(), idOf(schema)));
                }
            }
        }
        return Map.copyOf(index);
    }

    private static Map<String, Schema> parse(String json) {
        var byName = new LinkedHashMap<String, Schema>();
        new Schema.Parser().parse(json).getTypes().forEach(schema -> byName.put(schema.getFullName(), schema));
        return Map.copyOf(byName);
    }

    private static String resource(String name) {
        try (var in = Schemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the schema resource " + name + " is missing from the class path; rebuild the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema resource " + name + " cannot be read", e);
        }
    }
}
