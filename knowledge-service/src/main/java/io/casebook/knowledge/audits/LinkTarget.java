package io.casebook.knowledge.audits;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Where a link leads, read as browsers do: names of files may have spaces and brackets in them, written as they are or by percent.
 *
 * @param written the target as it stands in the article
 */
record LinkTarget(String written) {
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:");
    private static final Pattern WEB = Pattern.compile("(?i)^https?:");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)^https?://[^\\s/?#]+(?:[/?#].*)?$");
    private static final Pattern END_OF_PATH = Pattern.compile("[?#].*$", Pattern.DOTALL);

    static LinkTarget of(String written) {
        return new LinkTarget(written.strip());
    }

    /** Whether no browser could follow it. */
    boolean isNoAddress() {
        return hasScheme()
                ? WEB.matcher(written).find() && !WEB_ADDRESS.matcher(written).matches()
                : written.contains("://") && !written.startsWith("/");
    }

    /** Whether it is a whole address, and no file beside the article. */
    boolean hasScheme() {
        return SCHEME.matcher(written).find();
    }

    String withoutFragment() {
        var fragment = written.indexOf('#');
        return fragment < 0 ? written : written.substring(0, fragment);
    }

    /** The file's name as it is on the disk; empty where the link stays within the article. */
    String file() {
        var path = END_OF_PATH.matcher(written).replaceFirst("");
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that stands for itself.
            return path;
        }
    }

    /** A file as seen from another one, both without a scheme. */
    static String resolved(String from, String file) {
        var folders = new ArrayDeque<String>();
        var names = (from.substring(0, from.lastIndexOf('/') + 1) + file).split("/", -1);
        for (var name : names) {
            if (name.equals("..") && !folders.isEmpty() && !folders.getLast().equals("..")) {
                folders.removeLast();
            } else if (!name.equals(".")) {
                folders.addLast(name);
            }
        }
        return String.join("/", folders);
    }
}
