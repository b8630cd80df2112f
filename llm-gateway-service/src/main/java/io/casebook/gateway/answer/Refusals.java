package io.casebook.gateway.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers of models that decline as models do. A reply that says what the company cannot do is none, and neither is one that offers
 * something else: only a text that consists of declining counts.
 */
final class Refusals {
    private static final int LONGEST = 320;

    private static final Pattern AS_MODEL = Pattern.compile(
            "\\bas an? (?:ai|artificial intelligence|large)(?: language)? model\\b|\\bi(?:'|’)?(?: a)?m (?:just |only )?an? (?:ai|large)(?: language)? model\\b|"
                    + "\\bals (?:ki-sprachmodell|ki-modell|sprachmodell|großes sprachmodell|ai-taalmodel|taalmodel|ai-model)\\b|"
                    + "\\ben tant qu(?:e |(?:'|’))(?:ia|intelligence artificielle|modèle de langage)\\b|"
                    + "\\bcomo (?:una? |um )?(?:ia|inteligencia artificial|inteligência artificial|modelo de (?:lenguaje|linguagem|ia))\\b|"
                    + "\\b(?:come|in quanto) (?:ia|intelligenza artificiale|modello (?:linguistico|di linguaggio))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLINES = Pattern.compile(
            "^(?:(?:i(?:'|’)m|i am) (?:really |very |so )?sorry[,.]?(?: but)?|sorry[,.]?(?: but)?|i apologi[sz]e[,.]?(?: but)?|unfortunately,?)?\\s*"
                    + "i(?:(?:'|’)m| am)? (?:can(?:'|’)?t|cannot|can not|unable to|not able to|won(?:'|’)?t|will not)(?: be able to)? "
                    + "(?:assist|help|comply|engage|fulfil+|complete|process|answer|respond to|continue|provide|discuss|do)\\b"
                    + "(?: you)?(?: with)? ?(?:that|this|it|your|the|such)?(?: (?:request|conversation|topic|question|content|kind of request|type of request))?s?\\.?!?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GERMAN_DECLINES = Pattern.compile(
            "^(?:es tut mir leid[,.]?(?: aber| dass)?|entschuldigung[,.]?(?: aber)?|leider)?\\s*"
                    + "(?:kann ich|ich kann|darf ich|ich darf)(?: ihnen| dir)?(?: leider)? (?:dabei|hierbei|damit|diese anfrage|diese frage|dieser anfrage|dieses)"
                    + " (?:nicht|nicht weiter) (?:helfen|weiterhelfen|behilflich sein|bearbeiten|beantworten|erfüllen|nachkommen|unterstützen)\\.?!?$",
            Pattern.CASE_INSENSITIVE);

    private static final List<Pattern> OTHERS_DECLINE = List.of(
            declines(
                    "(?:(?:je suis |j'en suis )?désolée?s?|malheureusement|excusez-moi)",
                    "mais",
                    "je ne (?:peux|puis|suis) (?:malheureusement )?pas(?: en mesure de)?(?: vous| t'| te)?",
                    "(?:aider|assister|répondre|donner suite|traiter|satisfaire)",
                    "(?:à |avec |de )?(?:cela|ça|ceci|(?:cette|votre|ta) (?:demande|question|requête))"),
            declines(
                    "(?:lo siento(?: mucho)?|lo lamento|disculpe|lamentablemente)",
                    "pero",
                    "no (?:puedo|podré)(?: te| le)?",
                    "(?:ayudar(?:te|le|lo|la)?|responder|procesar|cumplir|atender|asistir(?:te|le)?)",
                    "(?:con |a )?(?:eso|esto|(?:esa|esta|su|tu) (?:solicitud|petición|pregunta|consulta))"),
            declines(
                    "(?:mi (?:dispiace|spiace)|spiacente|purtroppo)",
                    "ma",
                    "non posso",
                    "(?:aiutar(?:ti|la|lo|e)|risponder(?:e|ti|le)|elaborare|soddisfare|assister(?:ti|la|e))",
                    "(?:con |a |in )?(?:questo|questa|ciò|(?:questa|la sua|la tua) (?:richiesta|domanda))"),
            declines(
                    "(?:(?:het )?spijt me|sorry|helaas)",
                    "maar",
                    "(?:ik kan|kan ik)(?: u| je)?(?: hier| daar)?(?:mee| bij)?(?: helaas)? niet",
                    "(?:mee |bij )?(?:helpen|beantwoorden|verwerken|assisteren)",
                    "(?:met |bij )?(?:dat|dit|(?:deze|uw|je) (?:vraag|verzoek|aanvraag))"),
            declines(
                    "(?:(?:peço )?desculpas?|desculpe|lamento|sinto muito|infelizmente)",
                    "mas",
                    "não (?:posso|consigo)(?: te| lhe)?",
                    "(?:ajud(?:ar|á-l[oa]|ar-te)|responder|processar|atender|cumprir)",
                    "(?:com |a )?(?:isso|isto|(?:essa|esta|sua|tua) (?:solicitação|pergunta|questão)|(?:esse|este|seu|teu) pedido)"));

    private static final Pattern CANNOT = Pattern.compile(
            "\\b(?:can(?:'|’)?t|cannot|unable|not able|don(?:'|’)?t have|do not have|kann\\b.*\\bnicht|habe keine?n?|"
                    + "ne (?:peux|puis|suis) pas|no puedo|non posso|kan\\b.*\\bniet|não (?:posso|consigo))\\b",
            Pattern.CASE_INSENSITIVE);

    private Refusals() {}

    /** A sentence of a language that says sorry, says that it cannot, and names nothing but what was asked. */
    private static Pattern declines(String sorry, String but, String cannot, String verb, String what) {
        return Pattern.compile(
                "^(?:%s[,.]?(?: %s)?\\s*)?%s ?%s(?: %s)?\\.?!?$".formatted(sorry, but, cannot, verb, what),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static boolean in(String text) {
        var plain = text.strip().replaceAll("\\s+", " ");
        if (plain.length() > LONGEST) {
            return false;
        }
        return DECLINES.matcher(plain).matches()
                || GERMAN_DECLINES.matcher(plain).matches()
                || OTHERS_DECLINE.stream()
                        .anyMatch(pattern -> pattern.matcher(plain).matches())
                || (AS_MODEL.matcher(plain).find() && CANNOT.matcher(plain).find());
    }
}
