package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds products by words of their name or category, and says whether they are in stock. */
final class Catalogue {
    private static final int MOST_RESULTS = 10;
    private static final int LONGEST_QUERY = 100;
    private static final int FEW = 5;
    private final Store store;

    Catalogue(Store store) {
        this.store = store;
    }

    /** Products that have every word of {@code q}; all of them without it. */
    Reply search(Request request) {
        String query = request.query("q").orElse("");
        if (query.length() > LONGEST_QUERY) {
            throw Problem.invalid("q: at most " + LONGEST_QUERY + " characters, got " + query.length());
        }
        List<String> words = words(query);
        List<Product> found = store.state().products().stream()
                .filter(product ->
                        words(product.name() + ' ' + product.category()).containsAll(words))
                .limit(MOST_RESULTS)
                .toList();
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("query", query);
        body.put("count", found.size());
        body.putArray("products").addAll(found.stream().map(Catalogue::view).toList());
        body.putObject("display")
                .put("products", found.stream().map(Catalogue::line).collect(Collectors.joining("; ")));
        return Reply.ok(body);
    }

    /** Lower-case words without the plural's s, so that "tents" finds a tent. */
    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .toList();
    }

    private static ObjectNode view(Product product) {
        ObjectNode view = Json.MAPPER.valueToTree(product);
        view.put("availability", availability(product));
        view.put("currency", Display.CURRENCY);
        return view;
    }

    private static String availability(Product product) {
        if (product.stock() > FEW) {
            return "in_stock";
        }
        if (product.stock() > 0) {
            return "low_stock";
        }
        return product.restockOn() == null ? "sold_out" : "expected";
    }

    private static String line(Product product) {
        String start = product.name() + " (" + Display.money(product.price()) + "): ";
        LocalDate restock = product.restockOn();
        if (product.stock() > FEW) {
            return start + "in stock";
        }
        if (product.stock() > 0) {
            return start + "only " + product.stock() + " left";
        }
        return start + (restock == null ? "sold out" : "expected again on " + Display.day(restock));
    }
}
