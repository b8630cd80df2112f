package io.casebook.tools.mcp;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a program says on its standard output: messages of the protocol, one a line. What of a line is longer than is read is gone. */
final class ProtocolLines implements Closeable {
    /** What stands in the place of an answer that is too long. */
    static final String TOO_LONG = "casebook: the answer is longer than is ever read";

    private static final int INTERNAL_ERROR = -32603;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final InputStream in;
    private final int longest;

    /** @param longest how many bytes of a line are read */
    ProtocolLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 16 * 1024);
        this.longest = longest;
    }

    /**
     * A line.
     *
     * @param text what it says, or its beginning
     * @param whole false where there was more than is read
     */
    record Line(String text, boolean whole) {}

    /** The next line; null where there is no more. */
    @Nullable
    Line next() throws IOException {
        var line = new ByteArrayOutputStream();
        var whole = true;
        var next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < longest) {
                line.write(next);
            } else {
                whole = false;
            }
        }
        return new Line(line.toString(StandardCharsets.UTF_8), whole);
    }

    /** An error in the place of an answer whose beginning was read; null where that does not say what it answers. */
    static @Nullable JSONRPCResponse tooLong(String beginning) {
        var id = id(beginning);
        return id == null ? null : JSONRPCResponse.error(id, new JSONRPCError(INTERNAL_ERROR, TOO_LONG));
    }

    private static @Nullable String id(String beginning) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), beginning)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("id")) {
                    return value == JsonToken.VALUE_STRING ? parser.getString() : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            // Its end is missing, and the id stands there.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
