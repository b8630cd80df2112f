package io.casebook.platform.redaction;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.casebook.conversation.definition.Sensitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How well values are found: every case of the corpus, what must be found and what only looks like it. */
class RedactionCorpusTest {
    private static final Pattern MARKED = Pattern.compile("⟦([a-z_]+):([^⟧]*)⟧");
    private static final Redactor REDACTOR = Redactor.of(EnumSet.allOf(Sensitive.class));
    private static final int CASES = 500;
    private static final double WANTED = 0.98;

    /** One case: a text without its marks, and what stands in it. */
    private record Case(String context, String text, List<Expected> expected) {
        static Case of(String line) {
            String[] parts = line.split("\t", 2);
            StringBuilder text = new StringBuilder();
            List<Expected> expected = new ArrayList<>();
            var mark = MARKED.matcher(parts[1]);
            int from = 0;
            while (mark.find()) {
                text.append(parts[1], from, mark.start());
                Sensitive kind = Objects.requireNonNull(Sensitive.of(mark.group(1)), line);
                expected.add(new Expected(
                        kind, text.length(), text.length() + mark.group(2).length()));
                text.append(mark.group(2));
                from = mark.end();
            }
            text.append(parts[1], from, parts[1].length());
            return new Case(parts[0], text.toString(), expected);
        }
    }

    private record Expected(Sensitive kind, int start, int end) {
        boolean is(Found found) {
            return kind == found.kind() && start == found.start() && end == found.end();
        }
    }

    /** How often something was found, wrongly found, and missed. */
    private static final class Count {
        private int found;
        private int wrong;
        private int missed;

        double precision() {
            return found + wrong == 0 ? 1 : (double) found / (found + wrong);
        }

        double recall() {
            return found + missed == 0 ? 1 : (double) found / (found + missed);
        }
    }

    @Test
    void Of_the_corpus_nearly_all_is_found_and_little_else() {
        List<Case> cases = cases();
        Map<Sensitive, Count> counts = new EnumMap<>(Sensitive.class);
        for (Sensitive kind : Sensitive.values()) {
            counts.put(kind, new Count());
        }
        List<String> faults = new ArrayList<>();
        cases.forEach(one -> count(one, counts, faults));
        Count all = new Count();
        counts.forEach((kind, count) -> {
            print(kind.key(), count);
            all.found += count.found;
            all.wrong += count.wrong;
            all.missed += count.missed;
        });
        print("all of " + cases.size() + " cases", all);
        faults.forEach(System.out::println);
        assertTrue(cases.size() >= CASES, cases.size() + " cases");
        counts.forEach((kind, count) -> assertTrue(count.recall() >= WANTED, kind + " recall " + count.recall()));
        assertTrue(all.precision() >= WANTED, "precision " + all.precision());
    }

    @Test
    void A_text_of_the_corpus_once_redacted_has_nothing_left_to_take_out() {
        for (Case one : cases()) {
            String once = REDACTOR.redact(one.text(), one.context(), found -> {});
            String twice = REDACTOR.redact(once);
            assertTrue(once.equals(twice), () -> once + " became " + twice);
        }
    }

    private static void count(Case one, Map<Sensitive, Count> counts, List<String> faults) {
        List<Found> found = REDACTOR.find(one.text(), one.context());
        for (Expected expected : one.expected()) {
            boolean hit = found.stream().anyMatch(expected::is);
            Count count = Objects.requireNonNull(counts.get(expected.kind()));
            count.found += hit ? 1 : 0;
            count.missed += hit ? 0 : 1;
            if (!hit) {
                faults.add(
                        "missed " + expected.kind().key() + ": " + one.context() + "|" + one.text() + " -> " + found);
            }
        }
        for (Found other : found) {
            if (one.expected().stream().noneMatch(expected -> expected.is(other))) {
                Objects.requireNonNull(counts.get(other.kind())).wrong++;
                faults.add("wrong " + other.kind().key() + ": " + one.context() + "|" + one.text());
            }
        }
    }

    private static void print(String what, Count count) {
        System.out.printf("redaction %-20s precision %.4f recall %.4f%n", what, count.precision(), count.recall());
    }

    private static List<Case> cases() {
        try (var stream = Objects.requireNonNull(RedactionCorpusTest.class.getResourceAsStream("corpus.tsv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
