package io.casebook.platform.definition;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds messages that lead to two procedures: the same example in both is an error, nearly the same one a warning. */
final class Triggers {

    /** Part of their words that two examples must share to count as nearly the same. */
    private static final double NEAR = 0.8;

    /** Shorter examples share most of their words by chance. */
    private static final int WORDS_TO_COMPARE = 4;

    /** An example in a form in which it can be compared. */
    private record Trigger(ReadProcedure procedure, Fields.Word example, String words, Set<String> set) {}

    private Triggers() {}

    static void check(List<ReadProcedure> procedures, Problems problems) {
        List<Trigger> seen = new ArrayList<>();
        for (ReadProcedure procedure : procedures) {
            List<Trigger> own = new ArrayList<>();
            for (Fields.Word example : procedure.examples()) {
                String words = normal(example.text());
                Trigger trigger = new Trigger(procedure, example, words, Set.of(distinct(words)));
                seen.forEach(other -> compare(other, trigger, problems));
                own.add(trigger);
            }
            seen.addAll(own);
        }
    }

    private static String[] distinct(String words) {
        return new HashSet<>(List.of(words.split(" "))).toArray(String[]::new);
    }

    private static void compare(Trigger first, Trigger second, Problems problems) {
        String place = first.procedure().procedure().id() + " ("
                + first.procedure().file() + ":" + first.example().line() + ")";
        Problems.InFile here = problems.in(second.procedure().file());
        if (first.words().equals(second.words())) {
            here.error(
                    second.example().line(),
                    "the example \"" + second.example().text() + "\" also leads to " + place,
                    "keep it in one of them");
        } else if (near(first.set(), second.set())) {
            here.warning(
                    second.example().line(),
                    "the example \"" + second.example().text() + "\" is nearly one of " + place,
                    "say in both what tells them apart");
        }
    }

    private static boolean near(Set<String> one, Set<String> other) {
        if (one.size() < WORDS_TO_COMPARE || other.size() < WORDS_TO_COMPARE) {
            return false;
        }
        long shared = one.stream().filter(other::contains).count();
        return shared >= NEAR * (one.size() + other.size() - shared);
    }

    /** Lower case, without accents and punctuation. */
    private static String normal(String example) {
        return Normalizer.normalize(example, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
