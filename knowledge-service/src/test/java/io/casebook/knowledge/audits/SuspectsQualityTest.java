package io.casebook.knowledge.audits;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.SampleAgent;
import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.KnowledgePublisher;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How many contradictions in other words models get to see at all, and how many pairs they look at for that. */
class SuspectsQualityTest {
    /** Title and text of two passages that contradict each other without sharing many words. */
    private static final List<List<String>> CONTRADICTIONS = List.of(
            List.of(
                    "Returns",
                    "You can return an order within 30 days of delivery, unused and in its packaging.",
                    "Changing your mind",
                    "If you do not like what you bought, send it back to us no later than two weeks after it arrived."),
            List.of(
                    "Shipping costs",
                    "Delivery within Austria is free for orders over 50 euros.",
                    "Delivery",
                    "We charge 4.90 euros for shipping, whatever the value of the order."),
            List.of(
                    "Gift cards",
                    "Gift cards never expire.",
                    "Vouchers",
                    "A gift card is valid for three years from the date of purchase."),
            List.of(
                    "Cancelling an order",
                    "An order can be cancelled until it has been packed.",
                    "Change of an order",
                    "Once you have placed an order, it cannot be cancelled any more."),
            List.of(
                    "Opening hours of the shop",
                    "Our shop in Vienna is open Monday to Saturday, 9 to 18.",
                    "Visit us",
                    "You find us in Vienna. On Saturdays the shop is closed."),
            List.of(
                    "Payment",
                    "We accept credit cards, PayPal and bank transfer.",
                    "How to pay",
                    "Payment is possible by credit card only."),
            List.of(
                    "Warranty",
                    "All tents carry a warranty of five years.",
                    "Tent repair",
                    "Defects of a tent are repaired free of charge for two years after purchase."),
            List.of(
                    "Dogs",
                    "Dogs travel free of charge on every boat.",
                    "Tickets for animals",
                    "For your dog you need a half-price ticket."),
            List.of(
                    "Refunds",
                    "Refunds are paid to the original means of payment within 5 business days.",
                    "When do I get my money back",
                    "It takes up to two weeks until the money is back on your account."),
            List.of(
                    "Exchange",
                    "An exchange for another size is free.",
                    "Wrong size",
                    "If the size is wrong, send it back at your own expense and order again."),
            List.of(
                    "Customer account",
                    "You can order without an account.",
                    "Ordering",
                    "Please register first: only registered customers can place orders."),
            List.of(
                    "Express delivery",
                    "Express parcels ordered before noon arrive on the next working day.",
                    "Fast shipping",
                    "With express shipping your order reaches you within three working days."),
            List.of(
                    "Newsletter discount",
                    "Subscribers of the newsletter get 10 % off their first order.",
                    "Discounts",
                    "The newsletter brings you news, but no discount."),
            List.of(
                    "Pick-up",
                    "Orders can be picked up in the shop.",
                    "Collect your order",
                    "Collection in our store is not possible at the moment; we deliver only."),
            List.of(
                    "Loyalty points",
                    "Points are credited as soon as the order is paid.",
                    "When do I get my points",
                    "Your points appear 30 days after delivery."),
            List.of(
                    "Delivery abroad",
                    "We ship to all countries of the European Union.",
                    "Countries",
                    "We deliver to Austria and Germany only."),
            List.of(
                    "Kayak rental",
                    "Kayaks are rented from May to September.",
                    "Boat hire season",
                    "The season for renting kayaks ends in August."),
            List.of(
                    "Invoices",
                    "Invoices come by e-mail as PDF.",
                    "Where is my invoice",
                    "A printed invoice lies in every parcel; we do not send it by mail."),
            List.of(
                    "Washing a tent",
                    "Wash the tent by hand in cold water.",
                    "Care",
                    "Tents can be put in the washing machine at 30 degrees."),
            List.of(
                    "Support hours",
                    "You reach us by phone around the clock.",
                    "Contact",
                    "Our telephone line is open on weekdays from 8 to 17."));

    private final KnowledgeIndex index =
            new KnowledgeIndex(new ArticleShelf(), new PassageVectors(new InProcessEmbeddings(), null));
    private final Instant now = Articles.START.plusSeconds(86_400);

    @Test
    void most_contradictions_in_other_words_are_put_to_a_model_and_hardly_anything_else() {
        for (var i = 0; i < CONTRADICTIONS.size(); i++) {
            var pair = CONTRADICTIONS.get(i);
            publish("one-" + i, pair.get(0), pair.get(1));
            publish("other-" + i, pair.get(2), pair.get(3));
        }
        var pairs = Suspects.in(index, now).pairs();
        var found = pairs.stream().filter(SuspectsQualityTest::belongTogether).count();
        System.out.printf(
                "contradictions in other words that a model gets to see: %d of %d, with %d other pairs%n",
                found, CONTRADICTIONS.size(), pairs.size() - found);

        assertThat(found).isGreaterThanOrEqualTo(15);
        assertThat(pairs.size() - found).isLessThanOrEqualTo(5);
    }

    @Test
    void a_model_looks_at_about_half_as_many_pairs_as_the_sample_agent_has_passages() throws IOException {
        ArticleLog log = record -> {
            var position = index.position() + 1;
            index.apply(position, record);
            return CompletableFuture.completedFuture(position);
        };
        var actor = new Actor(ActorType.SYSTEM, "folder");
        var _ = new KnowledgePublisher(log, index.shelf(), "default", actor, InstantSource.system())
                .publish(ArticleFolder.read(SampleAgent.KNOWLEDGE, "shop"));
        var pairs = Suspects.in(index, Instant.now()).pairs();
        System.out.printf("pairs of the sample agent: %d of %d passages%n", pairs.size(), index.passages());

        assertThat(pairs.size()).isBetween(1, index.passages());
    }

    private void publish(String id, String title, String body) {
        var position = index.position() + 1;
        index.apply(position, Articles.record(position, id, Articles.article(title, body)));
    }

    private static boolean belongTogether(PassagePair pair) {
        return number(pair.one().articleId()).equals(number(pair.other().articleId()));
    }

    private static String number(String id) {
        return id.substring(id.indexOf('-'));
    }
}
