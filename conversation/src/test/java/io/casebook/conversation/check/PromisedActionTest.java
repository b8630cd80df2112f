package io.casebook.conversation.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromisedActionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I will transfer you now.",
                "I'll refund the order.",
                "Let me check that for you.",
                "Sure! Let me look up your order. One moment, please.",
                "I'm going to cancel your order 1001 right away.",
                "I am now connecting you with a colleague. Thank you for your patience.",
                "I will process your refund immediately.",
                "I'm looking into this. Please hold on a moment.",
                "Your order was shipped on Monday. I'll look into the delay.",
                "Ich verbinde Sie jetzt.",
                "Ich schaue kurz nach. Einen Moment bitte.",
                "Gerne prüfe ich das.",
                "Ich werde die Bestellung stornieren.",
                "Lassen Sie mich das kurz nachsehen.",
                "Einen Augenblick, ich suche Ihre Bestellung heraus.",
                "Je vais vérifier votre commande. Un instant, s'il vous plaît.",
                "Je vous transfère à un collègue.",
                "Laissez-moi vérifier cela.",
                "Voy a comprobar su pedido. Un momento, por favor.",
                "Le transfiero con un compañero.",
                "Permítame consultarlo.",
                "Le paso con una compañera.",
                "Controllo subito il suo ordine. Un attimo, per favore.",
                "La trasferisco a una collega.",
                "Ik ga uw bestelling nakijken. Een ogenblik.",
                "Ik verbind u door met een collega.",
                "Vou verificar o seu pedido. Aguarde um momento, por favor.",
                "Deixe-me consultar isso."
            })
    void a_reply_that_ends_with_a_promise_to_act_is_one(String text) {
        assertThat(PromisedAction.in(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could you give me your order number? I'll check it right away.",
                "Please send me your order number and I will look it up.",
                "Once you confirm the address, I will update it.",
                "If you like, I can cancel the order for you.",
                "Let me check. Your order 1001 was delivered on Monday.",
                "I have refunded order 1001. You will see the money within five days.",
                "I will be happy to help you with anything else.",
                "You can check the status in your account.",
                "We will send you an email as soon as it ships.",
                "The carrier will transfer the parcel to the post office.",
                "Let me know whether that helps.",
                "Let me explain: returns are free within 30 days.",
                "I'll cancel the order then, do you agree?",
                "We process refunds within five days.",
                "We will process your refund within five days.",
                "We are processing orders within one working day.",
                "I will not cancel anything.",
                "Bitte nennen Sie mir Ihre Bestellnummer, ich prüfe das gerne.",
                "Sobald Sie mir die Nummer nennen, prüfe ich das.",
                "Wenn Sie möchten, storniere ich die Bestellung.",
                "Ich habe die Bestellung storniert.",
                "Wir prüfen jede Rücksendung innerhalb von fünf Tagen.",
                "Sie können den Status im Konto prüfen.",
                "Soll ich die Bestellung stornieren?",
                "Pouvez-vous m'indiquer le numéro ? Je vais vérifier votre commande.",
                "Veuillez m'envoyer le numéro et je vais le vérifier.",
                "Dès que vous confirmez, je vais annuler la commande.",
                "Je vais bien, merci.",
                "Nous allons vérifier chaque retour en cinq jours.",
                "Envíe el número, por favor, y voy a comprobar el pedido.",
                "Si quiere, le paso con un compañero.",
                "No voy a cancelar nada.",
                "Su pedido va a llegar el lunes.",
                "Le comunico que su pedido llegó el lunes.",
                "Le paso el enlace: https://example.com/1001",
                "Ti passo il link: https://example.com/1001",
                "Se vuole, la trasferisco a una collega.",
                "Il controllo dura cinque giorni.",
                "Als u dat wilt, verbind ik u door.",
                "Wij gaan elke retourzending nakijken.",
                "Se quiser, vou cancelar o pedido.",
                "Não vou cancelar nada.",
                "Je vais vérifier. Votre commande est arrivée lundi.",
                ""
            })
    void a_reply_that_acts_asks_or_informs_is_none(String text) {
        assertThat(PromisedAction.in(text)).isNull();
    }
}
