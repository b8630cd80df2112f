package io.casebook.conversation;

import io.casebook.conversation.definition.Step;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The few words that the platform understands by itself, in English and German: a wish for a human, yes and no, and attempts to
 * give the agent instructions. Everything else is for models.
 */
final class Lexicon {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final String PERSON =
            "(?:human|person|people|agent|representative|rep|someone real|somebody real|operator|advisor|adviser|employee|staff member|supervisor|manager)";
    private static final Pattern HUMAN_WANTED = Pattern.compile(
            "\\b(?:talk|speak|chat|connect me|put me through|transfer me|pass me|get me|give me|want|need|like|reach|let me have)\\b[^.?!]{0,30}?\\b(?:to |with |through )?(?:a |an |the |some |one of your |your )?(?:real |live |actual |human )*"
                    + PERSON
                    + "\\b|^\\W*(?:human|agent|representative|operator)\\W*(?:please)?\\W*$"
                    + "|\\b(?:menschen?|mitarbeiter(?:in)?|kundenberater(?:in)?|kolleg(?:e|in|en))\\b[^.?!]{0,30}\\b(?:sprechen|reden|verbinden|schreiben)\\b"
                    + "|\\b(?:sprechen|reden|verbinden)\\b[^.?!]{0,30}\\b(?:menschen?|mitarbeiter(?:in)?|berater(?:in)?)\\b",
            FLAGS);
    /** A person who is not one of ours: "talk to the person who delivered it", "my insurance agent". */
    private static final Pattern OTHER_PERSON = Pattern.compile(
            "\\b" + PERSON + "\\s+(?:who|that|which)\\b|\\b(?:my|another|other|different)\\s+(?:\\w+\\s+)?" + PERSON
                    + "\\b",
            FLAGS);

    private static final String MACHINE =
            "(?:(?:an?|any|the|this|your|some|stupid|einem|einer|einen|eine|der|dem|die|den|deinem|ihrem)\\s+)*(?:ai|a\\.i\\.|chat ?bots?|bots?|robots?|machines?|computers?|artificial intelligence|virtual (?:agent|assistant)s?|automated (?:agent|assistant|system)s?|ki|k\\.i\\.|roboter|maschinen?|künstlichen? intelligenz)\\b(?!\\s+(?:vacuum|mower|cleaner|kit|that|which|kaufen|bestellen))";
    private static final Pattern AI_REFUSED = Pattern.compile(
            "\\b(?:don'?t|do not|won'?t|will not|refuse to|rather not|not willing to|not going to|stop|no longer)\\b[^.?!]{0,25}\\b(?:talk\\w*|speak\\w*|chat\\w*|writ\\w+|deal\\w*|communicat\\w*)\\s+(?:with|to)\\s+"
                    + MACHINE
                    + "|\\b(?:don'?t|do not|won'?t|not)\\b[^.?!]{0,25}\\b(?:answered|served|helped|handled|advised|supported)\\s+by\\s+"
                    + MACHINE
                    + "|^\\W*(?:please\\W+)?(?:no|stop the|keine?n?)\\s+"
                    + MACHINE
                    + "\\W*(?:please|bitte)?\\W*$"
                    + "|\\b(?:do not|don'?t) (?:consent|agree) to\\b[^.?!]{0,40}\\b"
                    + MACHINE
                    + "|\\b(?:object to|withdraw my consent)\\b[^.?!]{0,40}\\b"
                    + MACHINE
                    + "|\\b(?:nicht|kein\\w*)\\b[^.?!]{0,20}\\b(?:mit|von)\\s+"
                    + MACHINE
                    + "[^.?!]{0,20}\\b(?:sprechen|reden|schreiben|chatten|bedient|beraten|beantwortet)\\b",
            FLAGS);

    private static final Pattern INJECTION = Pattern.compile(
            "\\b(?:ignore|disregard|forget|override)\\b[^.?!]{0,40}\\b(?:instructions?|prompts?|rules|guidelines|system message)\\b"
                    + "|\\b(?:reveal|show|print|repeat)\\b[^.?!]{0,30}\\b(?:system prompt|your instructions|hidden instructions)\\b"
                    + "|\\byou are now\\b[^.?!]{0,40}\\b(?:mode|dan|unrestricted|jailbroken)\\b"
                    + "|\\bignorier\\w*\\b[^.?!]{0,40}\\b(?:anweisungen|regeln)\\b",
            FLAGS);
    private static final Pattern YES = Pattern.compile(
            "^\\W*(?:yes|yeah|yep|yup|sure|ok|okay|correct|right|confirm(?:ed)?|please do|go ahead|do it|absolutely|of course|that'?s right|sounds good|ja|genau|gern|stimmt|richtig|passt)\\b",
            FLAGS);
    private static final Pattern NO = Pattern.compile(
            "^\\W*(?:no|nope|nah|don'?t|do not|stop|cancel|never ?mind|wrong|incorrect|not (?:now|yet|really|correct|right)|nein|nicht|lieber nicht|falsch)\\b",
            FLAGS);

    private static final Pattern CORRECTION = Pattern.compile(
            "^\\W*(?:no|nope|wrong|sorry|yes,? but|nein|falsch|ja,? aber)\\b"
                    + "|\\b(?:i meant?|meant to|actually|instead|rather|make (?:it|that)|correction|typo|mistake)\\b"
                    + "|\\b(?:ich mein(?:t)?e|sondern|stattdessen|eigentlich|entschuldigung|korrektur|vertippt|doch lieber)\\b",
            FLAGS);

    private Lexicon() {}

    static boolean wantsHuman(String text) {
        return HUMAN_WANTED.matcher(text).find() && !OTHER_PERSON.matcher(text).find();
    }

    /** True when the customer wants no AI agent: not now and not later. */
    static boolean refusesAi(String text) {
        return AI_REFUSED.matcher(text).find();
    }

    static boolean looksLikeInjection(String text) {
        return INJECTION.matcher(text).find();
    }

    /** {@link Step.Confirm#YES}, {@link Step.Confirm#NO}, or null where the text is neither. */
    static @Nullable String yesOrNo(String text) {
        if (NO.matcher(text).find()) {
            return Step.Confirm.NO;
        }
        return YES.matcher(text).find() ? Step.Confirm.YES : null;
    }

    /** True when the words take something back that was said before. */
    static boolean corrects(String text) {
        return CORRECTION.matcher(text).find();
    }

    /** True when every word of the topic stands in the text, each perhaps with an ending. */
    static boolean mentions(String text, String topic) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var word : topic.toLowerCase(Locale.ROOT).split("\\W+")) {
            if (!word.isEmpty()
                    && !Pattern.compile("\\b" + Pattern.quote(word), FLAGS)
                            .matcher(lower)
                            .find()) {
                return false;
            }
        }
        return !topic.isBlank();
    }
}
