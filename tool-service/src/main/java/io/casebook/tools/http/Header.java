package io.casebook.tools.http;

import io.casebook.tools.call.Denied;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Text;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header that a tool is sent.
 *
 * @param name its name
 * @param value its value, with places to fill
 */
record Header(String name, Text value) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** What the HTTP client decides by itself. */
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "connection", "upgrade", "expect", "transfer-encoding");

    Header {
        if (!TOKEN.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new Denied(Denied.INVALID_DEFINITION, "a tool cannot set the header %s; remove it".formatted(name));
        }
    }

    /** The value of one call; null where it has an argument without a value. */
    @Nullable
    String fill(Filling filling) {
        if (value.lacks(filling)) {
            return null;
        }
        var filled = value.fill(filling);
        if (!filled.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t')) {
            // A line break would begin a header of the caller's own.
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "the header %s would contain a line break or a character outside of ASCII; send plain text on one line"
                            .formatted(name));
        }
        return filled;
    }
}
