package io.casebook.bench.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables of questions in {@code bench/questions}: a line each, the articles that answer it before a bar. */
final class Questions {
    /**
     * A question.
     *
     * @param text what is asked
     * @param answers the articles that answer it; empty where none does
     * @param context what was said before; null where nothing was
     */
    record Asked(String text, Set<String> answers, @Nullable String context) {
        Asked {
            answers = Set.copyOf(answers);
        }
    }

    /**
     * Questions over one set of articles, in those that weights may be fitted to and those that only measure.
     *
     * @param name what is asked about
     * @param fitted for fitting
     * @param heldOut for measuring
     */
    record Tables(String name, List<Asked> fitted, List<Asked> heldOut) {
        Tables {
            fitted = List.copyOf(fitted);
            heldOut = List.copyOf(heldOut);
        }
    }

    private Questions() {}

    static Tables shop(Path folder) throws IOException {
        var shop = folder.resolve("shop");
        var fitted = new ArrayList<>(read(shop.resolve("answerable.txt")));
        fitted.addAll(read(shop.resolve("unrelated.txt")));
        fitted.addAll(read(shop.resolve("close.txt")));
        var heldOut = new ArrayList<>(read(shop.resolve("answerable-held-out.txt")));
        heldOut.addAll(read(shop.resolve("answerable-third.txt")));
        heldOut.addAll(read(shop.resolve("unrelated-held-out.txt")));
        heldOut.addAll(read(shop.resolve("close-second.txt")));
        return new Tables("shop", fitted, heldOut);
    }

    static List<Asked> followUps(Path folder) throws IOException {
        return read(folder.resolve("shop/follow-ups.txt"));
    }

    /** Every second line is held out, so that every article is asked for in both. */
    static Tables guidelines(Path folder) throws IOException {
        var fitted = new ArrayList<Asked>();
        var heldOut = new ArrayList<Asked>();
        for (var file : List.of("answerable.txt", "close.txt")) {
            var all = read(folder.resolve("guidelines").resolve(file));
            for (var i = 0; i < all.size(); i++) {
                (i % 2 == 0 ? fitted : heldOut).add(all.get(i));
            }
        }
        return new Tables("guidelines", fitted, heldOut);
    }

    private static List<Asked> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Questions::asked)
                .toList();
    }

    private static Asked asked(String line) {
        var parts = line.split("\\|");
        var question = parts[parts.length - 1].strip();
        var answers =
                parts.length < 2 ? Set.<String>of() : Set.of(parts[0].strip().split(","));
        return new Asked(question, answers, parts.length < 3 ? null : parts[1].strip());
    }
}
