package io.casebook.tools.in;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.JsonBody;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A tool as it is sent: the keys of tools.yaml, and its id. */
final class ToolBody {
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private ToolBody() {}

    static ObjectNode read(InputStream json) {
        return JsonBody.parse(json).raw();
    }

    /** Its id, which its file does not contain. */
    static String takeId(ObjectNode tool) {
        var id = tool.remove("id");
        if (id == null || !id.isTextual() || !ID.matcher(id.textValue()).matches()) {
            throw ApiException.invalid("id", "id must be letters, digits, _ and -, at most 64");
        }
        return id.textValue();
    }

    /** That a body with an id means the tool of the path. */
    static void requireSameId(ObjectNode tool, String id) {
        if (!ID.matcher(id).matches()) {
            throw ApiException.invalid("id", "id must be letters, digits, _ and -, at most 64");
        }
        if (tool.has("id") && !takeId(tool).equals(id)) {
            throw ApiException.invalid("id", "id names another tool than the path does: " + id);
        }
    }
}
