package io.casebook.conversation.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, dates, amounts, references, links, addresses, telephones and names of a draft come from what the agent was given. It
 * compares facts and not sentences: what is said about them is for a model that judges.
 */
final class Grounded {
    private Grounded() {}

    static @Nullable Fault fault(Draft draft, Background background) {
        var stated = new Stated(capitalsName(draft, background));
        FactScanner.scan(draft.text(), stated);
        if (stated.facts.isEmpty()) {
            return null;
        }
        var open = new Open(stated);
        open.today(LocalDate.ofInstant(background.now(), ZoneOffset.UTC));
        for (var texts : List.of(background.given(), background.internal())) {
            for (var text : texts) {
                if (open.settled()) {
                    return null;
                }
                FactScanner.scan(Chars.unescaped(text), open);
            }
        }
        return open.fault();
    }

    /** German writes every noun with a capital, so there a capital names nobody. */
    private static boolean capitalsName(Draft draft, Background background) {
        var known = draft.language() != null ? draft.language() : background.customerLanguage();
        var language = known != null
                ? known
                : background.spoken().isEmpty() ? "en" : background.spoken().getFirst();
        return !language.startsWith("de") && !language.startsWith("lb");
    }

    /** A fact that a draft states. */
    private record Fact(String shown, List<String> keys, boolean name) {}

    /** What a draft states. */
    private static final class Stated implements FactScanner.Reader {
        private final boolean names;
        private final List<Fact> facts = new ArrayList<>();
        private final Map<String, String> currencies = new LinkedHashMap<>();

        Stated(boolean names) {
            this.names = names;
        }

        @Override
        public void fact(String shown, List<String> keys) {
            facts.add(new Fact(shown, keys, false));
        }

        @Override
        public void word(String word, boolean name) {
            if (name && names) {
                facts.add(new Fact(word, List.of(Keys.word(word)), true));
            }
        }

        @Override
        public void spelt(int number) {
            // A number in letters is a way of speaking as often as a fact.
        }

        @Override
        public void currency(String shown, String code) {
            currencies.putIfAbsent(code, shown);
        }
    }

    /** Which facts of a draft nothing has backed so far, while the given texts are read. */
    private static final class Open implements FactScanner.Reader {
        private final Map<String, List<Fact>> wanted = new HashMap<>();
        private final Set<Fact> open = new HashSet<>();
        private final List<Fact> inOrder;
        private final Map<String, String> currencies;
        private final Set<String> givenCurrencies = new HashSet<>();

        Open(Stated stated) {
            inOrder = stated.facts;
            currencies = stated.currencies;
            for (var fact : inOrder) {
                open.add(fact);
                for (var key : fact.keys()) {
                    wanted.computeIfAbsent(key, _ -> new ArrayList<>()).add(fact);
                }
            }
        }

        boolean settled() {
            return open.isEmpty() && givenCurrencies.containsAll(currencies.keySet());
        }

        private void back(String key) {
            var facts = wanted.get(key);
            if (facts != null) {
                facts.forEach(open::remove);
            }
        }

        void today(LocalDate date) {
            date(date);
        }

        private void date(LocalDate date) {
            back(Keys.date(date));
            day(MonthDay.from(date));
            back(Keys.weekday(date.getDayOfWeek().getValue()));
            back(Keys.number(date.getYear()));
        }

        private void day(MonthDay day) {
            back(Keys.day(day));
            back(Keys.month(day.getMonthValue()));
            back(Keys.number(day.getDayOfMonth()));
        }

        @Override
        public void fact(String shown, List<String> keys) {
            for (var key : keys) {
                try {
                    if (key.startsWith("d:")) {
                        date(LocalDate.parse(key.substring(2)));
                    } else if (key.startsWith("md:")) {
                        day(MonthDay.parse(key.substring(3)));
                        // A day without its year backs the same day of any year.
                        back("any:" + key.substring(3));
                    } else if (!key.startsWith("any:")) {
                        back(key);
                    }
                } catch (DateTimeException e) {
                    back(key);
                }
            }
        }

        @Override
        public void word(String word, boolean name) {
            if (wanted.containsKey(Keys.word(word))) {
                back(Keys.word(word));
            }
        }

        @Override
        public void spelt(int number) {
            back(Keys.number(number));
        }

        @Override
        public void currency(String shown, String code) {
            givenCurrencies.add(code);
        }

        @Override
        public void numbering(String shown) {
            // What only counts lines there may well be a number here.
            Keys.number(shown).forEach(this::back);
        }

        @Nullable
        Fault fault() {
            for (var fact : inOrder) {
                if (open.contains(fact)) {
                    return new Fault(
                            (fact.name() ? "a name" : "a fact") + " that stands in nothing that the agent was given",
                            fact.shown());
                }
            }
            if (!givenCurrencies.isEmpty()) {
                for (var currency : currencies.entrySet()) {
                    if (!givenCurrencies.contains(currency.getKey())) {
                        return new Fault("another currency than any that the agent was given", currency.getValue());
                    }
                }
            }
            return null;
        }
    }
}
