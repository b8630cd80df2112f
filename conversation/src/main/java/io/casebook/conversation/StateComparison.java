package io.casebook.conversation;

import io.casebook.schemas.Schemas;
import io.casebook.vocabulary.state.ConversationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stored state is the fold of its events (promise 7). A conversation that began under an earlier release is compared in what that
 * release knew: a field that came later holds only what happened since it is there.
 */
public final class StateComparison {
    private StateComparison() {}

    /**
     * The names of the fields in which the two differ; their values are the customer's, and are not told.
     *
     * @param folded the fold of all events, made by this code
     * @param stored what the orchestrator keeps
     */
    public static List<String> differences(ConversationState folded, ConversationState stored) {
        if (folded.equals(stored)) {
            return List.of();
        }
        var known = stored.foldVersion() == folded.foldVersion()
                ? ConversationState.SCHEMA$
                : released(stored.foldVersion());
        var names = new ArrayList<String>();
        for (var field : known.getFields()) {
            if (!same(field.schema(), value(folded, field.name()), value(stored, field.name()))) {
                names.add(field.name());
            }
        }
        return names;
    }

    private static Schema released(int foldVersion) {
        var versions = Schemas.releasedVersions();
        var version = versions.get(Math.clamp(foldVersion, 1, versions.size()) - 1);
        return Objects.requireNonNull(Schemas.released(version).get(ConversationState.SCHEMA$.getFullName()));
    }

    private static @Nullable Object value(IndexedRecord record, String field) {
        return record.get(record.getSchema().getField(field).pos());
    }

    private static boolean same(Schema known, @Nullable Object one, @Nullable Object other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        if (one == null || other == null) {
            return false;
        }
        return switch (known.getType()) {
            case UNION -> sameMember(known, one, other);
            case RECORD ->
                one instanceof IndexedRecord first
                        && other instanceof IndexedRecord second
                        && known.getFields().stream()
                                .allMatch(field ->
                                        same(field.schema(), value(first, field.name()), value(second, field.name())));
            case ARRAY ->
                one instanceof List<?> first
                        && other instanceof List<?> second
                        && sameElements(known.getElementType(), first, second);
            case MAP ->
                one instanceof Map<?, ?> first
                        && other instanceof Map<?, ?> second
                        && first.keySet().equals(second.keySet())
                        && first.keySet().stream()
                                .allMatch(key -> same(known.getValueType(), first.get(key), second.get(key)));
            default -> false;
        };
    }

    private static boolean sameMember(Schema union, Object one, Object other) {
        if (!(one instanceof IndexedRecord first) || !(other instanceof IndexedRecord second)) {
            return union.getTypes().stream()
                    .filter(member -> member.getType() == Schema.Type.ARRAY || member.getType() == Schema.Type.MAP)
                    .anyMatch(member -> same(member, one, other));
        }
        var name = first.getSchema().getFullName();
        return name.equals(second.getSchema().getFullName())
                && union.getTypes().stream()
                        .filter(member -> member.getFullName().equals(name))
                        .anyMatch(member -> same(member, one, other));
    }

    private static boolean sameElements(Schema known, List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (var index = 0; index < one.size(); index++) {
            if (!same(known, one.get(index), other.get(index))) {
                return false;
            }
        }
        return true;
    }
}
