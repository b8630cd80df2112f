import java.util.List;
import org.apache.avro.Schema;

/** The sealed interface of records of which a field holds one. */
final class FamilyInterface {
    private FamilyInterface() {}

    static String of(String fullName, List<Schema> members) {
        var dot = fullName.lastIndexOf('.');
        var name = fullName.substring(dot + 1);
        var cases = new StringBuilder();
        var writes = new StringBuilder();
        var reads = new StringBuilder();
        for (var index = 0; index < members.size(); index++) {
            var member = members.get(index).getFullName();
            cases.append("            case \"%s\" -> %s.of(content);\n".formatted(member, member));
            writes.append(
                    "            case %s known -> {\n                out.writeIndex(%d);\n                known.writeTo(out);\n            }\n"
                            .formatted(member, index));
            reads.append("            case %d -> %s.readFrom(in);\n".formatted(index, member));
        }
        return """
                package %1$s;

                import org.apache.avro.generic.IndexedRecord;

                /** One of %3$d records; see each for what it says. {@link Unknown} stands for one that a newer version added. */
                public sealed interface %2$s extends org.apache.avro.specific.SpecificRecord permits %4$s, %2$s.Unknown {

                    /** A record of a type that this version does not know, kept as it was read. */
                    record Unknown(IndexedRecord content) implements %2$s {
                        @Override
                        public org.apache.avro.Schema getSchema() {
                            return content.getSchema();
                        }

                        @Override
                        public Object get(int field) {
                            return content.get(field);
                        }

                        @Override
                        public void put(int field, Object value) {
                            throw io.casebook.schemas.Wire.immutable(getSchema());
                        }
                    }

                    /** The typed record of a decoded one. */
                    static %2$s of(Object datum) {
                        var content = (IndexedRecord) datum;
                        return switch (content.getSchema().getFullName()) {
                %5$s            default -> new Unknown(content);
                        };
                    }

                    /** Writes a member of this family as Avro writes a union of today's version. */
                    static void write(%2$s member, org.apache.avro.io.Encoder out) throws java.io.IOException {
                        switch (member) {
                %6$s            case Unknown unknown -> throw io.casebook.schemas.Wire.unknown(unknown);
                        }
                    }

                    /** Reads what {@link #write} wrote. */
                    static %2$s readFrom(org.apache.avro.io.Decoder in) throws java.io.IOException {
                        var index = in.readIndex();
                        return switch (index) {
                %7$s            default -> throw io.casebook.schemas.Wire.outOfRange("%1$s.%2$s", index);
                        };
                    }
                }
                """.formatted(
                fullName.substring(0, dot),
                name,
                members.size(),
                String.join(", ", members.stream().map(Schema::getFullName).toList()),
                cases,
                writes,
                reads);
    }
}
