package io.casebook.conversation.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How promises to act sound in languages whose verbs name the speaker by themselves, so that a pattern tells them: French, Spanish,
 * Italian, Dutch and Portuguese.
 *
 * @param promise what announces an act of the speaker
 * @param conditions words by which a sentence waits for something, or denies
 */
record PromiseWords(Pattern promise, Set<String> conditions) {
    private static final String NOW_FR = "(?:(?:tout de suite|immédiatement|maintenant|vite) )?";

    private static final List<PromiseWords> ALL = List.of(
            of(
                    "\\bje vais (?:vous |te |l(?:e|a|ui|es) |l(?:'|’))?"
                            + NOW_FR
                            + "(?:vérifier|regarder|rechercher|chercher|transférer|annuler|rembourser|consulter|mettre en relation|faire suivre)\\b"
                            + "|\\b(?:laissez|laisse)-moi (?:vérifier|regarder|chercher|consulter)\\b"
                            + "|\\bje (?:vous |te |l(?:e|a|es) |l(?:'|’))?(?:vérifie|recherche|transfère|consulte|rembourse|mets en relation)\\b",
                    "si",
                    "quand",
                    "lorsque",
                    "dès",
                    "après",
                    "avant",
                    "une fois",
                    "pourrais",
                    "peux",
                    "pas"),
            of(
                    "\\b(?:voy a|procedo a|procederé a) (?:verificar|comprobar|revisar|buscar|transferir|cancelar|reembolsar|consultar|procesar|pasar)"
                            + "(?:l[oae]s?|te)?\\b"
                            + "|\\b(?:déjame|déjeme|permítame|permíteme) (?:verificar|comprobar|revisar|buscar|consultar)(?:l[oa]s?)?\\b"
                            + "|\\b(?:le|te|lo|la) (?:transfiero|(?:paso|comunico) con)\\b",
                    "si",
                    "cuando",
                    "después",
                    "antes",
                    "una vez",
                    "podría",
                    "puedo",
                    "no"),
            of(
                    "\\b(?:vado a|procedo a) (?:verificare|controllare|cercare|annullare|rimborsare|trasferir(?:e|la|ti))\\b"
                            + "|\\b(?:mi lasci|lasciami|mi permetta di|permettimi di) (?:verificare|controllare|cercare)\\b"
                            + "|\\b(?:verifico|controllo|cerco) (?:subito|ora|adesso|immediatamente)\\b"
                            + "|\\b(?:la|ti) (?:trasferisco|passo (?:a|al|alla)|metto in contatto)\\b",
                    "se",
                    "quando",
                    "dopo",
                    "prima",
                    "appena",
                    "potrei",
                    "posso",
                    "non"),
            of(
                    "\\bik (?:ga|zal)\\b.{0,60}\\b(?:controleren|nakijken|opzoeken|uitzoeken|annuleren|terugbetalen|doorverbinden|doorsturen)\\b"
                            + "|\\blaat me\\b.{0,30}\\b(?:controleren|nakijken|opzoeken|kijken)\\b"
                            + "|\\bik (?:verbind|stuur) (?:u|je)\\b.{0,20}\\bdoor\\b|\\bik kijk het\\b.{0,20}\\bna\\b|\\bik zoek het\\b.{0,20}\\b(?:op|uit)\\b",
                    "als",
                    "wanneer",
                    "zodra",
                    "nadat",
                    "voordat",
                    "kan",
                    "zou",
                    "niet"),
            of(
                    "\\bvou (?:verificar|consultar|procurar|transferir|cancelar|reembolsar|processar|checar|encaminhar)(?:-l[oa])?\\b"
                            + "|\\b(?:deixe-me|deixa-me|permita-me) (?:verificar|consultar|procurar|checar)\\b"
                            + "|\\b(?:estou a|estou) (?:verificar|verificando|consultando|transferindo|encaminhando)\\b",
                    "se",
                    "quando",
                    "depois",
                    "antes",
                    "assim que",
                    "poderia",
                    "posso",
                    "não"));

    private static PromiseWords of(String promise, String... conditions) {
        return new PromiseWords(
                Pattern.compile(
                        promise, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
                Set.of(conditions));
    }

    /** Whether a sentence of one of these languages announces an act, and waits for nothing. */
    static boolean promise(Sentence sentence) {
        var text = " " + String.join(" ", sentence.words()) + " ";
        return ALL.stream()
                .anyMatch(words -> words.promise.matcher(sentence.text()).find()
                        && words.conditions.stream().noneMatch(condition -> text.contains(" " + condition + " ")));
    }
}
