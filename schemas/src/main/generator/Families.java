import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The sealed families of records.
 *
 * @param members full name of a family to the records in it
 * @param byMember full name of a record to the family that it belongs to
 */
record Families(Map<String, List<Schema>> members, Map<String, String> byMember) {
    Families() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Adds the families that the unions of a record are. */
    void collect(Schema record) {
        for (var field : record.getFields()) {
            var family = field.getProp("sealed");
            if (family != null) {
                var name = record.getNamespace() + "." + family;
                members.put(name, field.schema().getTypes());
                field.schema().getTypes().forEach(member -> byMember.put(member.getFullName(), name));
            }
        }
    }

    /** The family of a field's union, by its full name; they stand in the namespace of the record that holds it. */
    String of(Schema.Field field) {
        var family = field.getProp("sealed");
        return members.keySet().stream()
                .filter(name -> name.endsWith("." + family))
                .findFirst()
                .orElseThrow();
    }
}
