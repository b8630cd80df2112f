package io.casebook.conversation.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.check.ToolClaims.ClaimPhrase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackedClaimsTest {
    private static final List<ToolClaims> TOOLS = List.of(
            new ToolClaims("get_order", false, null),
            new ToolClaims("refund_order", true, null),
            new ToolClaims("cancel_order", true, null),
            new ToolClaims("cancel_subscription", true, null),
            new ToolClaims("change_address", true, null),
            new ToolClaims("send_password_reset", true, null),
            new ToolClaims("create_return_label", true, null),
            new ToolClaims(
                    "close_account",
                    true,
                    List.of(
                            new ClaimPhrase("", "closed"),
                            new ClaimPhrase("en", "account is gone"),
                            new ClaimPhrase("fr", "compte est clôturé"))));

    private final BackedClaims check = new BackedClaims(TOOLS);

    private @Nullable String fault(String reply, Given given) {
        var fault = check.fault(new Draft(reply, Draft.Origin.MODEL, "en"), given.background());
        return fault == null ? null : fault.reason();
    }

    @Test
    void what_nobody_did_is_not_said() {
        for (var reply : List.of(
                "I have refunded your order.",
                "I've refunded EUR 50 for order 1002.",
                "I just refunded it.",
                "We have already refunded the full amount.",
                "Your order has been refunded.",
                "Your order was cancelled.",
                "Your order is cancelled.",
                "Order 1002 is now cancelled.",
                "Refunded!",
                "Done! Your subscription has been canceled.",
                "Done.",
                "All done!",
                "I looked at it and cancelled your order.",
                "Your refund has been processed.",
                "The cancellation is complete.",
                "I have processed your refund.",
                "Your refund is on its way.",
                "I've had your order cancelled.",
                "I've, as you asked, refunded it.",
                "I'm cancelling your order now.",
                "I have refunded your order, can I do anything else?",
                "I've cancelled it and is there anything else?",
                "If you look into your account: I have refunded your order.",
                "I updated your address.",
                "I've emailed you the link.",
                "I have issued a return label.",
                "I have deleted your account.",
                "I’ve booked an appointment for you.",
                "Our team has refunded your order.",
                "I have closed it.",
                "Your account is gone.",
                "Votre compte est clôturé.",
                "Ich habe Ihre Bestellung storniert.",
                "Ihre Bestellung wurde am 3. Juli storniert.",
                "Der Betrag wurde Ihnen bereits erstattet.",
                "Ihre Bestellung ist storniert.",
                "Wir haben Ihnen den Betrag gutgeschrieben.",
                "Die Erstattung wurde veranlasst.",
                "Erledigt.")) {
            assertThat(fault(reply, Given.nothing())).as(reply).isNotNull();
        }
    }

    @Test
    void offers_questions_denials_conditions_and_the_future_claim_nothing() {
        for (var reply : List.of(
                "Shall I refund it?",
                "Do you want me to cancel your order?",
                "Has your order been cancelled?",
                "I can refund your order.",
                "I could have refunded it yesterday.",
                "I will refund your order once it is back.",
                "Your order will be refunded within five days.",
                "I have not refunded anything.",
                "I haven't cancelled your order.",
                "Your order was not cancelled.",
                "No refund has been made.",
                "I have made no changes.",
                "If I have refunded your order, you get an e-mail.",
                "Once your order is cancelled, you get an e-mail.",
                "Orders are refunded within 5 days.",
                "Cancelled orders are refunded to the payment method.",
                "Your money is refunded once the parcel is back.",
                "You have cancelled your order.",
                "A refund is possible within 30 days.",
                "To have your order cancelled, tell me its number.",
                "I have looked at your order.",
                "I have found the order, it was shipped.",
                "Your order was delivered on 3 July.",
                "I cannot cancel it.",
                "Let me know if you want it refunded.",
                "The refunded amount depends on the voucher.",
                "Ich kann Ihre Bestellung stornieren.",
                "Soll ich die Bestellung stornieren?",
                "Ihre Bestellung wird innerhalb von fünf Tagen erstattet.",
                "Ihre Bestellung wurde nicht storniert.",
                "Wenn Ihre Bestellung storniert wurde, bekommen Sie eine Mail.",
                "Sie haben die Bestellung storniert.")) {
            assertThat(fault(reply, Given.nothing())).as(reply).isNull();
        }
    }

    @Test
    void what_a_call_did_may_be_said() {
        var refund = Given.deed("refund_order", "{\"order_id\":\"1002\",\"amount\":50}");
        assertThat(fault("I have refunded EUR 50 for order 1002. It takes 5 days.", refund))
                .isNull();
        assertThat(fault("Your refund has been processed.", refund)).isNull();
        assertThat(fault("Ich habe Ihnen den Betrag erstattet.", refund)).isNull();
        assertThat(fault("Done.", refund)).isNull();
        assertThat(fault("I have cancelled your order.", refund)).contains("cancel_order");
        assertThat(fault("Your account is gone.", Given.deed("close_account", "{}")))
                .isNull();
    }

    @Test
    void a_call_backs_what_it_was_about_and_nothing_else() {
        var refund = Given.deed("refund_order", "{\"order_id\":\"1002\",\"amount\":50}");
        assertThat(fault("I have refunded order 1003.", refund)).contains("refund_order");
        var cancelled = Given.deed("cancel_order", "{\"order_id\":\"1002\"}");
        assertThat(fault("I have cancelled your order.", cancelled)).isNull();
        assertThat(fault("I have cancelled your subscription.", cancelled)).contains("cancel_subscription");
        assertThat(fault("I have cancelled it.", cancelled)).isNull();
    }

    @Test
    void the_state_that_a_tool_tells_may_be_told() {
        var looked = Given.nothing().status("{\"order_id\":\"1002\",\"status\":\"cancelled\"}");
        assertThat(fault("Your order 1002 was cancelled.", looked)).isNull();
        assertThat(fault("I have cancelled your order 1002.", looked)).isNotNull();
        assertThat(fault("Your order was refunded.", looked)).isNotNull();
    }

    @Test
    void an_article_may_be_quoted() {
        var rules = Given.nothing().passage("We have changed our address in May. Visit us.", false, true);
        assertThat(fault("We have changed our address in May.", rules)).isNull();
        assertThat(fault("We have changed your address in May.", rules)).isNotNull();
    }

    @Test
    void a_person_is_only_promised_where_one_was_asked() {
        for (var reply : List.of(
                "I'll transfer you to a colleague.",
                "I am connecting you with a human agent now.",
                "Let me hand you over to our billing team.",
                "I have escalated this.",
                "I've passed your request on to our team.",
                "A colleague will get back to you tomorrow.",
                "Someone from our team will call you.",
                "Ich verbinde Sie mit einer Kollegin.",
                "Ich habe das an unser Team weitergeleitet.",
                "Ein Kollege meldet sich bei Ihnen.")) {
            assertThat(fault(reply, Given.nothing())).as(reply).contains("person");
            assertThat(fault(reply, Given.nothing().personAsked())).as(reply).isNull();
        }
        for (var reply : List.of(
                "I can connect you with a colleague if you like.",
                "Would you like to talk to a person?",
                "If it is late, our team will help you.",
                "Please contact our team.",
                "I cannot pass you on to a colleague.",
                "Ich kann Sie mit einer Kollegin verbinden.")) {
            assertThat(fault(reply, Given.nothing())).as(reply).isNull();
        }
    }

    @Test
    void a_procedure_is_only_held_to_what_it_says_of_itself() {
        var said = new Draft("Order 1001 was cancelled. I have refunded it.", Draft.Origin.PROCEDURE, null);
        assertThat(check.fault(said, Given.nothing().background())).isNotNull();
        assertThat(check.fault(said, Given.deed("refund_order", "{}").background()))
                .isNull();
        var state = new Draft(
                "Order 1001 was cancelled, and EUR 20 went back. I pass that on to our team.",
                Draft.Origin.PROCEDURE,
                null);
        assertThat(check.fault(state, Given.nothing().background())).isNull();
    }

    @Test
    void a_tool_without_claims_claims_nothing() {
        var quiet = new BackedClaims(List.of(new ToolClaims("tag_case", true, List.of())));
        var draft = new Draft("I have tagged it.", Draft.Origin.MODEL, "en");
        assertThat(quiet.fault(draft, Given.nothing().background())).isNull();
        var loud = new BackedClaims(List.of(new ToolClaims("tagCase", true, null)));
        assertThat(loud.fault(draft, Given.nothing().background())).isNull();
        var named = new BackedClaims(List.of(new ToolClaims("crm.archive-case", true, null)));
        assertThat(named.fault(
                        new Draft("I have archived it.", Draft.Origin.MODEL, "en"),
                        Given.nothing().background()))
                .isNull();
        var first = new BackedClaims(List.of(new ToolClaims("archive_case", true, null)));
        assertThat(first.fault(
                        new Draft("I have archived it.", Draft.Origin.MODEL, "en"),
                        Given.nothing().background()))
                .isNotNull();
    }

    @Test
    void the_calls_that_a_reply_speaks_of_are_found() {
        var refund = Given.deed("refund_order", "{\"order_id\":\"1002\"}").background();
        assertThat(check.claimed(new Draft("As I said, I have refunded it.", Draft.Origin.MODEL, "en"), refund))
                .containsExactly("call-refund_order");
        assertThat(check.claimed(new Draft("Anything else?", Draft.Origin.MODEL, "en"), refund))
                .isEmpty();
    }
}
