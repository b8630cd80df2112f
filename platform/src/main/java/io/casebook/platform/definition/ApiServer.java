package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code openapi} block of a server: a description in the agent's folder, and where the described service is. */
final class ApiServer {
    private static final List<String> KEYS = List.of("file", "url", "headers");

    private final ApiDescription api;
    private final String url;
    private final Map<String, @Nullable Object> headers;

    private ApiServer(ApiDescription api, String url, Map<String, @Nullable Object> headers) {
        this.api = api;
        this.url = url;
        this.headers = headers;
    }

    /** Reads the block; null, and a problem, where it is of no use. */
    static @Nullable ApiServer read(
            YamlNode.Mapping block, Map<String, String> files, Problems.InFile problems, Problems all) {
        ServerBlocks.keys(block, KEYS, problems);
        String file = ServerBlocks.file(block, "file", files, problems);
        if (file == null) {
            return null;
        }
        ApiDescription api = ApiDescription.read(String.valueOf(files.get(file)), all.in(file));
        if (api == null) {
            problems.error(block.line(), file + " is of no use as a description", "see what is said of the file");
            return null;
        }
        new Braces(Set.of(), false, problems).check(block);
        String url = block.get("url") instanceof YamlNode.Scalar given ? given.text() : api.url();
        if (url == null || !url.matches("(?s)(https?://.+|\\$\\{(env|secret):[^}]+}.*)")) {
            problems.error(
                    block.line(),
                    "openapi needs a url that begins with http://, https:// or ${env:NAME}",
                    "the description names none that can be used as it is");
            return null;
        }
        Map<String, @Nullable Object> headers =
                block.get("headers") instanceof YamlNode.Mapping given ? YamlValues.members(given) : Map.of();
        return new ApiServer(api, url.replaceFirst("/+$", ""), headers);
    }

    /**
     * What the description says of an operation; null, and a problem, where it cannot be called.
     *
     * @param wanted what the definition says of the tool
     */
    @Nullable
    Taken take(String operation, ToolReader.Wanted wanted, Problems.InFile problems) {
        ApiDescription.Operation found = api.operations().get(operation);
        if (found == null) {
            problems.error(
                    wanted.line(),
                    "the description has no operation " + operation,
                    Spelling.hint(operation, api.operations().keySet()));
            return null;
        }
        if (wanted.writes() && (found.method().equals("get") || found.method().equals("head"))) {
            problems.error(
                    wanted.line(),
                    operation + " is called with " + found.method().toUpperCase(java.util.Locale.ROOT)
                            + ", which may be repeated on its way, and the tool writes",
                    "is its effect read?");
        }
        return new ApiTool(api, found, wanted).lower(url, new LinkedHashMap<>(headers));
    }
}
