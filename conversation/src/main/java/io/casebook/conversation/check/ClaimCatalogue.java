package io.casebook.conversation.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By which words a reply claims which action, prepared once a version of the agent. */
final class ClaimCatalogue {
    private static final Set<String> NO_OBJECTS = Set.of(
            "the", "a", "an", "by", "for", "to", "of", "in", "on", "all", "new", "my", "v1", "v2", "api", "and",
            "with");

    /** A tool and the words by which its name tells what it acts on. */
    record Action(String tool, Set<String> objects) {}

    /** A family of verbs and the tools that do it; none where the agent cannot. */
    record Family(Verb verb, List<Action> actions) {}

    /** A phrase of the definition. */
    record OwnPhrase(List<String> words, String language, Action action) {}

    private final Map<String, List<Family>> done = new HashMap<>();
    private final Map<String, List<Family>> doing = new HashMap<>();
    private final Map<String, List<Family>> german = new HashMap<>();
    private final Map<String, List<Family>> nouns = new HashMap<>();
    private final Map<String, List<OwnPhrase>> phrases = new HashMap<>();

    private ClaimCatalogue() {}

    static ClaimCatalogue of(List<ToolClaims> tools) {
        var catalogue = new ClaimCatalogue();
        Map<Verb, List<Action>> families = new HashMap<>();
        Verb.KNOWN.forEach(verb -> families.put(verb, new ArrayList<>()));
        for (var tool : tools) {
            var own = tool.phrases();
            if (own != null) {
                var action = new Action(tool.tool(), Set.of());
                own.forEach(phrase -> catalogue.add(phrase, action));
            } else if (tool.writes()) {
                derive(tool.tool(), families);
            }
        }
        families.forEach((verb, actions) -> catalogue.add(new Family(verb, List.copyOf(actions))));
        return catalogue;
    }

    private static void derive(String tool, Map<Verb, List<Action>> families) {
        var words = Verb.wordsOf(tool);
        var index = verb(words);
        var known = Verb.of(words.get(index));
        var verb = known == null ? Verb.unknown(words.get(index)) : known;
        Set<String> objects = new HashSet<>();
        for (var i = 0; i < words.size(); i++) {
            if (i != index && !NO_OBJECTS.contains(words.get(i))) {
                objects.add(words.get(i));
                objects.add(words.get(i) + "s");
            }
        }
        families.computeIfAbsent(verb, _ -> new ArrayList<>()).add(new Action(tool, Set.copyOf(objects)));
    }

    /** Where the verb stands: in front, or behind the name of a system ({@code crm_update_address}), but never at the end. */
    private static int verb(List<String> words) {
        for (var i = 0; i < words.size() - 1; i++) {
            if (Verb.of(words.get(i)) != null) {
                return i;
            }
        }
        return 0;
    }

    private void add(Family family) {
        family.verb().done().forEach(word -> put(done, word, family));
        family.verb().doing().forEach(word -> put(doing, word, family));
        family.verb().german().forEach(word -> put(german, word, family));
        family.verb().nouns().forEach(word -> put(nouns, word, family));
    }

    private void add(ToolClaims.ClaimPhrase phrase, Action action) {
        var words = Sentence.words(phrase.text()).stream()
                .filter(word -> !word.equals(Sentence.BREAK))
                .toList();
        if (!words.isEmpty()) {
            phrases.computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
                    .add(new OwnPhrase(words, phrase.language(), action));
        }
    }

    private static void put(Map<String, List<Family>> map, String word, Family family) {
        map.computeIfAbsent(word, _ -> new ArrayList<>()).add(family);
    }

    List<Family> done(String word) {
        return done.getOrDefault(word, List.of());
    }

    List<Family> doing(String word) {
        return doing.getOrDefault(word, List.of());
    }

    List<Family> german(String word) {
        return german.getOrDefault(word, List.of());
    }

    List<Family> noun(String word) {
        return nouns.getOrDefault(word, List.of());
    }

    /** The phrases of the definition that begin with a word. */
    List<OwnPhrase> beginningWith(String word) {
        return phrases.getOrDefault(word, List.of());
    }
}
