package io.casebook.platform.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files that define an agent: agent.yaml, tools.yaml and what stands in procedures/, tools/, apis/, prompts/ and scenarios/. Its
 * articles are not among them: knowledge has its own log and changes without a new version of the agent.
 *
 * @param files path within the folder, with {@code /}, to the file's text, in the order of the paths; lines end with
 *     {@code \n} whatever they ended with
 */
public record DefinitionFiles(Map<String, String> files) {

    /** The file that every agent has. */
    public static final String AGENT = "agent.yaml";

    /** The file with its tools. */
    public static final String TOOLS = "tools.yaml";

    /** Where its procedures are. */
    public static final String PROCEDURES = "procedures/";

    /** Where its own prompts are. */
    public static final String PROMPTS = "prompts/";

    /** Where its simulated conversations are. */
    public static final String SCENARIOS = "scenarios/";

    /** Where tools are that have a file of their own each, named like the tool. */
    public static final String TOOL_FILES = "tools/";

    /** Where descriptions of servers are: OpenAPI files, and what MCP servers said that their tools take. */
    public static final String APIS = "apis/";

    /** A version travels as one record, and brokers take a megabyte unless told otherwise. */
    public static final int MAX_TOTAL_BYTES = 900_000;

    static final int MAX_FILES = 1_000;

    private static final Pattern PATH =
            Pattern.compile("(?!.*(^|/)\\.)[^/\\\\\\x00-\\x1f]+(/[^/\\\\\\x00-\\x1f]+){0,15}");

    public DefinitionFiles {
        TreeMap<String, String> sorted = new TreeMap<>();
        files.forEach((path, text) -> {
            if (!PATH.matcher(path).matches() || !belongs(path)) {
                throw new IllegalArgumentException("not a path of a definition: " + path);
            }
            sorted.put(path, plain(text));
        });
        files = Collections.unmodifiableMap(sorted);
    }

    /**
     * Reads an agent's folder. Links may lead to other places within the folder, and nowhere else.
     *
     * @throws UnreadableDefinitionException when a file is too large, is not UTF-8, lies outside or has a name that
     *     means nothing
     * @throws IOException when the folder cannot be read
     */
    public static DefinitionFiles read(Path folder) throws IOException {
        return new FolderReader(folder).read();
    }

    /** True for the path of a file that is part of a definition. */
    public static boolean belongs(String path) {
        return path.equals(AGENT)
                || path.equals(TOOLS)
                || path.startsWith(PROCEDURES)
                || path.startsWith(PROMPTS)
                || path.startsWith(SCENARIOS)
                || path.startsWith(TOOL_FILES)
                || path.startsWith(APIS);
    }

    /** The version of these files: the first 12 hexadecimal digits of a SHA-256 over paths and texts. */
    public String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, text) -> {
                update(digest, path);
                update(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The length before the bytes keeps apart what would otherwise run together. */
    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** Without byte order mark and carriage returns: a checkout on another system is the same version. */
    private static String plain(String text) {
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return start.replace("\r\n", "\n");
    }

    @Override
    public String toString() {
        return "DefinitionFiles" + files.keySet();
    }
}
