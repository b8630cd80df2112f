package io.casebook.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't assist with that request.",
                "As an AI language model I cannot look into your account.",
                "Es tut mir leid, aber ich kann dabei nicht helfen.",
                "Désolé, je ne peux pas répondre à cette question.",
                "Je suis désolée, mais je ne peux pas vous aider avec cette demande.",
                "En tant qu'intelligence artificielle, je ne peux pas accéder à votre compte.",
                "Lo siento, no puedo ayudarte con eso.",
                "Lo siento, pero no puedo responder a esta pregunta.",
                "Como modelo de lenguaje, no puedo procesar pagos.",
                "Mi dispiace, non posso aiutarti con questa richiesta.",
                "Mi dispiace, ma non posso rispondere a questa domanda.",
                "Sorry, ik kan u daar niet mee helpen.",
                "Het spijt me, maar ik kan je hier niet mee helpen.",
                "Desculpe, mas não posso ajudar com isso.",
                "Sinto muito, não consigo atender esse pedido."
            })
    void a_text_that_consists_of_declining_is_a_refusal(String text) {
        assertThat(Refusals.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We cannot refund an order after 30 days.",
                "I can't find order 1001. Could you check the number?",
                "Leider können wir diese Bestellung nicht mehr stornieren.",
                "Je ne peux pas annuler la commande 1001, elle est déjà partie.",
                "Désolé, je ne peux pas vous aider à la retirer du colis, mais je peux organiser un retour.",
                "Lo siento, no puedo cancelar el pedido 1001 porque ya salió.",
                "No puedo ayudarte con eso, pero puedo pasarte con una compañera.",
                "Mi dispiace, l'ordine non può più essere annullato.",
                "Ik kan de bestelling niet meer annuleren.",
                "Não posso cancelar o pedido 1001, porque já foi enviado.",
                ""
            })
    void what_the_company_cannot_do_and_what_is_offered_instead_is_none(String text) {
        assertThat(Refusals.in(text)).isFalse();
    }
}
