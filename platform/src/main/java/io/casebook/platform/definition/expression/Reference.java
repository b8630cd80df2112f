package io.casebook.platform.definition.expression;

import java.util.List;

/**
 * A name that an expression uses.
 *
 * @param path the name and what is read from it, e.g. {@code order, tracking, number}
 * @param guarded true when the expression asks whether it is there before it uses it
 */
public record Reference(List<String> path, boolean guarded) {
    public Reference {
        path = List.copyOf(path);
    }

    /** The slot or result that is meant, without the word {@code slots} or {@code results} before it. */
    public String name() {
        boolean qualified = path.size() > 1
                && (path.getFirst().equals("slots") || path.getFirst().equals("results"));
        return path.get(qualified ? 1 : 0);
    }
}
