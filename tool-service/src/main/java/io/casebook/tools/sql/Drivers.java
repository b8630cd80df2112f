package io.casebook.tools.sql;

import java.util.List;

/**
 * Which databases may be asked whose drivers open connections, or files, as they like. Whoever may publish a definition could otherwise
 * have any driver on the class path do whatever its addresses are able to say.
 *
 * @param any whether every database may be asked
 * @param urls how the JDBC addresses of those that may be asked begin
 */
public record Drivers(boolean any, List<String> urls) {
    /** Every database: for the user's own machine. */
    public static final Drivers ANY = new Drivers(true, List.of());

    public Drivers {
        urls = List.copyOf(urls);
    }

    /**
     * These databases alone.
     *
     * @throws IllegalArgumentException where one is no beginning of a JDBC address
     */
    public static Drivers of(List<String> urls) {
        for (var url : urls) {
            if (!url.strip().startsWith("jdbc:")) {
                throw new IllegalArgumentException(
                        "casebook.tools.databases has '%s'; write how a JDBC address begins, such as jdbc:mysql://db.internal/shop"
                                .formatted(url));
            }
        }
        return new Drivers(false, urls.stream().map(String::strip).toList());
    }

    boolean allows(String url) {
        return any || urls.stream().anyMatch(url::startsWith);
    }
}
