package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private final NearDuplicates articles = new NearDuplicates();

    @Test
    void Each_pair_that_shares_most_of_its_words_is_found_among_thousands() {
        var random = new Random(7);
        for (var number = 0; number < 3_000; number++) {
            var text = text(random, 200);
            articles.add("a" + number, "Title", text);
            if (number % 100 == 0) {
                articles.add("b" + number, "Title", text.replaceFirst(" w\\d+ ", " another "));
            }
        }

        var pairs = articles.pairs(id -> id.startsWith("b"));

        assertThat(pairs)
                .hasSize(30)
                .allMatch(pair -> pair.other().equals("b" + pair.one().substring(1)));
        assertThat(pairs).allMatch(pair -> pair.share() > 0.9 && pair.share() < 1);
    }

    @Test
    void Articles_with_other_words_or_the_same_words_in_another_order_are_different() {
        articles.add("a", "A", "one two three four five six seven eight nine ten");
        articles.add("b", "B", "ten nine eight seven six five four three two one");
        articles.add("c", "C", "something else that has nothing to do with any number");

        assertThat(articles.pairs(id -> true)).isEmpty();
    }

    @Test
    void Texts_in_scripts_without_spaces_are_compared_by_their_characters() {
        var text =
                "商品到着後三十日以内であれば返品を承ります。送料は当店が負担いたします。お問い合わせは窓口までお願いいたします。" + "返金は商品の確認が終わってから五営業日以内に、お支払いと同じ方法で行います。";
        articles.add("a", "返品", text);
        articles.add("b", "返品", text.replace("三十日", "十四日"));
        articles.add("c", "配送", "ご注文の確認後、通常二営業日で発送いたします。追跡番号は電子メールでお知らせします。");

        assertThat(articles.pairs(id -> true)).singleElement().satisfies(pair -> {
            assertThat(pair.one()).isEqualTo("a");
            assertThat(pair.other()).isEqualTo("b");
        });
    }

    @Test
    void Articles_of_a_few_words_are_not_judged() {
        articles.add("a", "A", "Two days");
        articles.add("b", "A", "Two days");

        assertThat(articles.pairs(id -> true)).isEmpty();
    }

    @Test
    void A_crowd_of_copies_gives_a_list_that_can_be_read() {
        IntStream.range(0, 2_000).forEach(number -> articles.add("a" + number, "Title", "one two three four five six"));

        assertThat(articles.pairs(id -> true)).hasSize(100);
    }

    private static String text(Random random, int words) {
        return random.ints(words, 0, 5_000).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
    }
}
