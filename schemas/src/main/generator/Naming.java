import java.util.List;
import org.apache.avro.Schema;

/** How schemas are called in Java, and what a class needs to know of one. */
final class Naming {
    private Naming() {}

    static Schema nonNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    static boolean isTime(Schema schema) {
        return schema.getType() == Schema.Type.LONG && "timestamp-micros".equals(schema.getProp("logicalType"));
    }

    static String javadoc(String indent, String doc, List<Schema.Field> fields) {
        var text = new StringBuilder(indent).append("/**\n");
        for (var line : String.valueOf(doc).lines().toList()) {
            text.append(indent).append(" * ").append(html(line)).append("\n");
        }
        if (!fields.isEmpty()) {
            text.append(indent).append(" *\n");
        }
        for (var field : fields) {
            text.append(indent)
                    .append(" * @param %s %s\n".formatted(camel(field.name()), html(String.valueOf(field.doc()))));
        }
        return text.append(indent).append(" */\n").toString();
    }

    static String html(String text) {
        return text.replaceAll("`([^`]*)`", "{@code $1}");
    }

    static String camel(String snake) {
        var text = new StringBuilder();
        for (var word : snake.split("_")) {
            text.append(text.isEmpty() ? word : upper(word));
        }
        return text.toString();
    }

    static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static int nullIndex(Schema union) {
        if (union.getTypes().size() != 2 || !union.isNullable()) {
            throw new IllegalArgumentException("a union is a sealed family, or null and one type: " + union);
        }
        return union.getTypes().getFirst().getType() == Schema.Type.NULL ? 0 : 1;
    }
}
