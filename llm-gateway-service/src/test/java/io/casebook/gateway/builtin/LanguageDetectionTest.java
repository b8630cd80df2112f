package io.casebook.gateway.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.SampleAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectionTest {
    /** What the engine believes. */
    private static final double SURE = 0.8;

    private static final List<String> ENGLISH = List.of("en");
    private static final LanguageDetection DETECTION = new LanguageDetection();

    @Test
    void no_english_sentence_of_a_customer_is_taken_for_another_language() {
        var sentences = new ArrayList<String>();
        SampleAgent.definition().procedures().values().forEach(procedure -> sentences.addAll(procedure.examples()));
        TestLines.of("intents/paraphrases.tsv").forEach(line -> sentences.add(line.split("\t")[1]));
        sentences.addAll(TestLines.of("intents/knowledge.txt"));
        sentences.addAll(TestLines.of("intents/unrelated.txt"));
        sentences.addAll(TextResource.lines("other-requests.txt"));
        sentences.addAll(TextResource.lines("other-subjects.txt"));
        sentences.addAll(TextResource.lines("knowledge-questions.txt"));
        var english = 0;
        for (var sentence : sentences) {
            var guess = DETECTION.of(sentence, ENGLISH);
            if (guess.language() != null && guess.confidence() >= SURE) {
                assertThat(guess.language()).as(sentence).isEqualTo("en");
                english++;
            }
        }
        System.out.printf(Locale.ROOT, "english: n=%d sure=%d%n", sentences.size(), english);
        assertThat(english).isGreaterThan(sentences.size() / 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Wo ist meine Bestellung?",
                "de | Ich möchte mein Geld zurück",
                "de | Ich habe das Zelt bekommen, aber es ist kaputt",
                "de | Kann ich das zurückgeben und wie lange habe ich Zeit?",
                "fr | Bonjour, où est mon colis ?",
                "fr | je veux parler à un humain",
                "fr | Je voudrais annuler ma commande s'il vous plaît",
                "es | Quiero cancelar mi pedido por favor",
                "es | hola, necesito ayuda con mi pedido",
                "nl | Waar is mijn bestelling?",
                "nl | Ik wil mijn geld terug",
                "nl | Hallo, ik kan niet inloggen",
                "it | Dov'è il mio ordine? Non è ancora arrivato",
                "pt | Olá, eu quero cancelar a minha encomenda",
                "pl | Gdzie jest moje zamówienie?",
                "en | Where is my order?",
                "en | I want my money back",
            })
    void a_whole_sentence_gives_its_language_away(String language, String sentence) {
        var guess = DETECTION.of(sentence, ENGLISH);

        assertThat(guess.language()).isEqualTo(language);
        assertThat(guess.confidence()).isGreaterThanOrEqualTo(SURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "hallo",
                "1001",
                "Order 1001",
                "?!",
                "45.50",
                "Ridge boots",
                "asdf qwer zxcv",
                "😀 😀 😀",
                "Canal Street 12, 3511 AB Utrecht, Netherlands",
                "Fell 2 tent, Squall jacket",
                "jan.devries@example.com"
            })
    void a_few_words_names_and_numbers_are_no_language(String message) {
        var guess = DETECTION.of(message, ENGLISH);

        assertThat(guess.language() == null
                        || guess.confidence() < SURE
                        || guess.language().equals("en"))
                .as("%s", guess)
                .isTrue();
    }

    @Test
    void letters_tell_a_long_text_without_known_small_words() {
        var guess = DETECTION.of(
                "Jättebra tält köpte förra veckan, tyvärr gick blixtlåset sönder redan första natten uppe på fjället",
                List.of("en", "sv"));

        assertThat(guess.language()).isEqualTo("sv");
    }
}
