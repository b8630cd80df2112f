import java.util.List;
import org.apache.avro.Schema;

/** The class of an enumeration. */
final class EnumClass {
    private EnumClass() {}

    static String of(Schema schema) {
        var name = schema.getName();
        return """
                package %s;

                %spublic enum %s implements org.apache.avro.generic.GenericEnumSymbol<%s> {
                    %s;

                    /** The schema of this enumeration. */
                    public static final org.apache.avro.Schema SCHEMA$ = io.casebook.schemas.Schemas.named("%s");

                    /** All of them, in the order of the schema. */
                    public static final java.util.List<%s> SYMBOLS = java.util.List.of(values());

                    @Override
                    public org.apache.avro.Schema getSchema() {
                        return SCHEMA$;
                    }
                }
                """.formatted(
                        schema.getNamespace(),
                        Naming.javadoc("", schema.getDoc(), List.of()),
                        name,
                        name,
                        String.join(", ", schema.getEnumSymbols()),
                        schema.getFullName(),
                        name);
    }
}
