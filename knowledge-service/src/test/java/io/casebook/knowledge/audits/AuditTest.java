package io.casebook.knowledge.audits;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final KnowledgeWorld world = new KnowledgeWorld();
    private Usage usage = new Usage(null, Map.of());
    private Instant now = Articles.START.plus(Duration.ofDays(30));

    private List<Finding> findings() {
        return AuditReport.of(world.index().position(), world.index().shelf(), usage, now, A_YEAR, null)
                .findings();
    }

    private void assertFound(String... expected) {
        assertThat(findings())
                .extracting(each -> each.kind() + " " + each.articleId()
                        + (each.otherArticleId() == null ? "" : " " + each.otherArticleId()))
                .containsExactly(expected);
    }

    private static ArticlePublished internal(String body) {
        return Articles.article("Internal", body).withVisibility(Visibility.INTERNAL);
    }

    @Nested
    class A_contradiction {
        @Test
        void is_another_number_for_the_same_thing() {
            world.publish("old", "You can return an order within 30 days of delivery.");
            world.publish("new", "An order can be returned within 14 days of delivery.");

            assertFound("CONTRADICTION old new");
            assertThat(findings().getFirst().message())
                    .contains("gives another number than `new`")
                    .contains("14 days");
            assertThat(findings().getFirst().excerpt()).contains("30 days");
        }

        @Test
        void is_a_denial_of_what_another_says() {
            world.publish("a", "Gift cards can be combined with discount codes at the checkout.");
            world.publish("b", "Gift cards cannot be combined with discount codes at the checkout.");

            assertFound("CONTRADICTION b a");
        }

        @Test
        void is_found_in_german() {
            world.publish(
                    "a",
                    Articles.article("A", "Die Lieferung nach Wien dauert in der Regel 2 Tage.")
                            .withLanguage("de"));
            world.publish(
                    "b",
                    Articles.article("B", "Die Lieferung nach Wien dauert in der Regel 5 Tage.")
                            .withLanguage("de"));

            assertFound("CONTRADICTION b a");
        }

        @Test
        void is_found_between_regions_of_a_language_as_the_search_finds_both() {
            world.publish(
                    "a",
                    Articles.article("A", "You can return an order within 30 days of delivery.")
                            .withLanguage("en-GB"));
            world.publish("b", "An order can be returned within 14 days of delivery.");

            assertFound("CONTRADICTION b a");
        }

        @Test
        void is_not_a_number_of_something_else() {
            world.publish("a", "Express delivery to Austria takes one day and costs 9 euros.");
            world.publish("b", "Standard parcels within Austria reach customers after 3 days without any fee.");

            assertFound();
        }

        @Test
        void is_not_between_articles_that_nobody_sees_together() {
            world.publish(
                    "old",
                    Articles.article("A", "You can return an order within 30 days of delivery.")
                            .withValidTo(Articles.START.plusSeconds(86_400)));
            world.publish(
                    "new",
                    Articles.article("B", "You can return an order within 14 days of delivery.")
                            .withValidFrom(Articles.START.plusSeconds(86_400)));
            now = Articles.START;

            assertFound();
        }

        @Test
        void is_not_within_one_article() {
            world.publish(
                    "a",
                    "Silver members return an order within 30 days.\n\nGold members return an order within 60 days.");

            assertFound();
        }
    }

    @Nested
    class An_internal_detail {
        @Test
        void is_a_mark_for_colleagues_in_what_customers_see() {
            world.publish("a", "Refunds over 500 euros need a manager. Do not share.");
            world.publish("b", internal("Refunds need a manager. Confidential."));

            assertFound("INTERNAL_DETAIL a");
        }

        @Test
        void is_an_address_inside_the_house() {
            world.publish("a", "Details are on http://wiki.shop.internal/refunds.");
            world.publish("b", "The server is 192.168.3.4.");
            world.publish("c", "See https://shop.example/internal-returns or call 10 minutes later.");

            assertFound("INTERNAL_DETAIL a", "INTERNAL_DETAIL b");
        }

        @Test
        void is_a_passage_of_an_internal_article() {
            var words = "we grant a second refund only when the customer threatens to go to court over it";
            world.publish("inside", internal("In short, " + words + "."));
            world.publish("outside", "You should know that " + words.replace("court", "Court") + "!");

            assertFound("INTERNAL_DETAIL outside inside");
        }
    }

    @Nested
    class Personal_data {
        @Test
        void is_a_card_an_account_a_key_or_the_address_of_a_person() {
            world.publish("a", "Pay to DE89 3704 0044 0532 0130 00.");
            world.publish("b", "Ask jane.doe@example.com for help.");
            world.publish("c", "For example card 4242 4242 4242 4242.");

            assertFound("PERSONAL_DATA a", "PERSONAL_DATA b", "PERSONAL_DATA c");
            assertThat(findings().getFirst().excerpt()).isEqualTo("‹IBAN ending 3000›");
        }

        @Test
        void is_not_the_address_of_a_department_nor_the_number_of_an_order() {
            world.publish("a", "Write to support@example.com, customer.service@example.com or call +43 1 234567.");
            world.publish("b", "Order 1001 of 2026-01-31 cost EUR 1,234.56; reference 1234567890123456.");

            assertFound();
        }
    }

    @Nested
    class A_link {
        private ArticlePublished file(String path, String body) {
            return Articles.article("File", body).withPath("knowledge/" + path).withAgentId("shop");
        }

        @Test
        void to_a_file_that_is_no_article_is_broken() {
            world.publish("a", file("returns/a.md", "See [b](b.md), [c](../c.md#top) and [gone](../gone.md)."));
            world.publish("b", file("returns/b.md", "B"));
            world.publish("c", file("c.md", "C"));

            assertFound("BROKEN_LINK a");
            assertThat(findings().getFirst().excerpt()).isEqualTo("../gone.md");
        }

        @Test
        void to_the_address_of_an_article_that_nobody_finds_is_broken() {
            world.publish("old", Articles.article("Old", "old").withPublicUrl("https://shop.example/old"));
            world.publish("new", Articles.article("New", "new").withPublicUrl("https://shop.example/new"));
            world.publish(
                    "a",
                    "See <https://shop.example/old#x> and <https://shop.example/new> and <https://other.example>.");
            world.use("old", false);

            assertFound("BROKEN_LINK a");
        }

        @Test
        void to_the_address_of_an_article_that_was_retired_is_broken_until_another_has_it() {
            world.publish("old", Articles.article("Old", "old").withPublicUrl("https://shop.example/old"));
            world.publish("a", "See [the terms](https://shop.example/old#x).");
            world.retire("old");
            assertFound("BROKEN_LINK a");

            world.publish("new", Articles.article("New", "new").withPublicUrl("https://shop.example/old"));
            assertFound();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                b%5Bc%5D.md        | b[c].md
                100%25.md          | 100%.md
                100%.md            | 100%.md
                <my file.md>       | my file.md
                my%20file.md       | my file.md
                a+b.md             | a+b.md
                ./x/../b.md?v=1#c  | b.md
                """)
        void to_a_file_is_read_as_browsers_read_it(String written, String file) {
            world.publish("a", file("Returns [EU]/a.md", "See [it](" + written + ") or [this](no%5B.md)."));
            world.publish("b", file("Returns [EU]/" + file, "B"));

            assertFound("BROKEN_LINK a");
            assertThat(findings().getFirst().excerpt()).isEqualTo("no%5B.md");
        }

        @Test
        void out_of_the_folder_is_broken() {
            world.publish("a", file("a.md", "See [it](../../../etc/passwd)."));

            assertFound("BROKEN_LINK a");
        }

        @Test
        void that_is_no_address_is_broken() {
            world.publish(
                    "a", Articles.article("A", "<a href='ht tp://%'>x</a>").withFormat("html"));

            assertFound("BROKEN_LINK a");
        }
    }

    @Nested
    class An_article {
        @Test
        void whose_time_is_over_is_told() {
            world.publish("a", Articles.article("A", "text").withValidTo(now));

            assertFound("EXPIRED a");
        }

        @Test
        void whose_review_is_due_is_told_and_not_that_it_stands_unchanged() {
            world.publish("a", Articles.article("A", "text").withReviewAt(now));
            world.publish("b", Articles.article("B", "text").withReviewAt(now.plus(Duration.ofDays(900))));
            assertFound("REVIEW_DUE a");

            now = now.plus(Duration.ofDays(800));
            assertFound("REVIEW_DUE a");
        }

        @Test
        void that_stands_unchanged_for_a_year_is_told() {
            world.publish("a", "text");
            now = Articles.START.plus(A_YEAR).plusSeconds(1);

            assertFound("STALE a");
        }

        @Test
        void that_says_nearly_the_same_as_another_is_told() {
            var words = "You can bring your dog to all of our shops as long as it is on a leash and wears its tag.";
            world.publish("a", Articles.article("Dogs", words + " Cats too."));
            world.publish("b", Articles.article("Dogs", words));

            assertFound("TWIN a b");
        }

        @Test
        void that_is_a_draft_or_switched_off_is_left_alone() {
            world.publish("a", Articles.article("A", "Do not share.").withStatus(ArticleStatus.DRAFT));
            world.publish("b", "Do not share.");
            world.use("b", false);

            assertFound();
        }
    }

    @Nested
    class An_article_that_makes_trouble {
        @ParameterizedTest
        @ValueSource(strings = {"> ", "- ", "**", "[", "<div>", "*a "})
        void however_deep_does_not_take_the_audit_down(String mark) {
            world.publish("deep", mark.repeat(50_000) + "[x](https://shop.example/old)");
            world.publish("old", Articles.article("Old", "old").withPublicUrl("https://shop.example/old"));
            world.use("old", false);
            world.publish("other", "See <https://shop.example/old>.");

            assertThat(findings())
                    .extracting(each -> each.kind() + " " + each.articleId())
                    .contains("BROKEN_LINK other");
        }

        @Test
        void is_told_and_all_others_are_looked_through() {
            world.publish("a", "text");
            world.publish("b", "Do not share.");
            var library = Library.of(world.index().shelf(), usage, now, A_YEAR);
            var seen = new ArrayList<String>();

            library.forEach(article -> {
                if (Library.id(article).equals("a")) {
                    throw new IllegalArgumentException("a");
                }
                seen.add(Library.id(article));
            });

            assertThat(seen).containsExactly("b");
            assertThat(library.notAudited()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.NOT_AUDITED);
                assertThat(finding.articleId()).isEqualTo("a");
                assertThat(finding.message()).contains("IllegalArgumentException");
            });
        }
    }

    @Nested
    class What_nobody_finds {
        @Test
        void is_told_where_that_much_of_the_log_is_known() {
            world.publish("found", "text");
            world.publish("not-found", "text");
            now = Articles.START.plus(Duration.ofDays(100));
            usage = new Usage(Articles.START, Map.of("found", new Usage.Count(3, 1, now.minusSeconds(60))));

            assertFound("NEVER_USED not-found");
        }

        @Test
        void is_not_told_of_an_article_that_is_new_nor_of_a_log_that_begins_later() {
            world.publish("a", "text");
            now = Articles.START.plus(Duration.ofDays(10));
            usage = new Usage(Articles.START.minus(A_YEAR), Map.of());
            assertFound();

            now = Articles.START.plus(Duration.ofDays(100));
            usage = new Usage(now.minus(Duration.ofDays(1)), Map.of());
            assertFound();
        }
    }

    @Test
    void Thousands_of_articles_are_compared_and_the_one_that_is_wrong_is_found() {
        var random = new Random(3);
        for (var number = 0; number < 2_000; number++) {
            var words =
                    random.ints(12, 0, 4_000).mapToObj(word -> "word" + word).collect(Collectors.joining(" "));
            world.publish("a" + number, "Here " + words + " within " + (5 + number % 40) + " days.");
        }
        var known = world.index().shelf().find("a77");
        assertThat(known).isNotNull();
        world.publish("wrong", known.version().content().body().replaceAll("within \\d+ days", "within 99 days"));

        assertThat(findings())
                .extracting(Finding::kind, Finding::articleId, Finding::otherArticleId)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.CONTRADICTION, "wrong", "a77"));
    }
}
