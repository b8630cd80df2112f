package io.casebook.knowledge.gaps;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people replied where it resolved a case, without courtesy and personal data: what a proposal is made of.
 *
 * @param cases the newest resolved cases, newest first
 */
public record Replies(List<Case> cases) {
    private static final int MOST_CASES = 5;
    private static final int SHORTEST = 12;

    public Replies {
        cases = List.copyOf(cases);
    }

    /**
     * A resolved case.
     *
     * @param conversationId the conversation
     * @param question the customer's words as one line, without personal data
     * @param texts what people replied that no newer case says already, oldest first
     * @param taken how many pieces of personal data were taken out
     * @param names names of the people who take part
     */
    public record Case(String conversationId, String question, List<String> texts, int taken, Set<String> names) {
        public Case {
            texts = List.copyOf(texts);
            names = Set.copyOf(names);
        }
    }

    /**
     * Gathers the replies of the newest resolved cases.
     *
     * @param questions the questions of a cluster, oldest first
     * @return null where no reply of a person resolved one of them
     */
    static @Nullable Replies of(List<AskedQuestion> questions) {
        var told = new LinkedHashSet<String>();
        var cases = new ArrayList<Case>();
        var seen = new LinkedHashSet<String>();
        for (var question : resolved(questions).reversed()) {
            if (cases.size() == MOST_CASES || seen.contains(question.conversationId())) {
                continue;
            }
            var masked = question.replies().stream()
                    .map(reply -> PersonalData.mask(ReplyText.of(reply), question.names()))
                    .filter(reply -> reply.text().length() >= SHORTEST)
                    .toList();
            if (!masked.isEmpty()) {
                seen.add(question.conversationId());
                var fresh =
                        masked.stream().filter(reply -> told.add(reply.text())).toList();
                cases.add(new Case(
                        question.conversationId(),
                        Leaders.title(question),
                        fresh.stream().map(PersonalData.Masked::text).toList(),
                        fresh.stream().mapToInt(PersonalData.Masked::taken).sum(),
                        question.names()));
            }
        }
        return cases.isEmpty() ? null : new Replies(cases);
    }

    /** The gaps among some questions that the answer of a person ended. */
    static List<AskedQuestion> resolved(List<AskedQuestion> questions) {
        return questions.stream()
                .filter(AskedQuestion::isGap)
                .filter(AskedQuestion::resolved)
                .toList();
    }

    /** The newest cases that have no more characters together; the newest one in any case. */
    public Replies within(int characters) {
        var kept = new ArrayList<Case>();
        var left = characters;
        for (var each : cases) {
            left -= each.texts().stream().mapToInt(String::length).sum();
            if (left < 0 && !kept.isEmpty()) {
                break;
            }
            kept.add(each);
        }
        return new Replies(kept);
    }

    /** What people replied, the newest case first. */
    public List<String> texts() {
        return cases.stream().flatMap(each -> each.texts().stream()).toList();
    }

    /** The replies as one text. */
    public String text() {
        return String.join("\n\n", texts());
    }

    /** The conversations that they are from. */
    public List<String> conversations() {
        return cases.stream().map(Case::conversationId).toList();
    }

    /** The customers' wordings. */
    public List<String> questions() {
        return cases.stream().map(Case::question).distinct().toList();
    }

    /** How many pieces of personal data were taken out. */
    public int taken() {
        return cases.stream().mapToInt(Case::taken).sum();
    }

    /** Names of all the people who take part. */
    Set<String> names() {
        return cases.stream().flatMap(each -> each.names().stream()).collect(Collectors.toSet());
    }
}
