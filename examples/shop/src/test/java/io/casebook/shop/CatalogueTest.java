package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @Test
    void products_are_found_by_every_word_in_singular_or_plural(@TempDir Path folder) throws Exception {
        try (TestShop shop = TestShop.in(folder)) {
            assertThat(shop.get("/products?q=Tents").body().path("count").asInt())
                    .isEqualTo(3);
            assertThat(shop.get("/products?q=sleeping+bag").body().path("count").asInt())
                    .isEqualTo(2);
            assertThat(shop.get("/products?q=fell%202")
                            .body()
                            .path("display")
                            .path("products")
                            .asText())
                    .isEqualTo("Fell 2 tent (EUR 349.00): in stock");
            assertThat(shop.get("/products?q=kayak").body().path("count").asInt())
                    .isZero();
        }
    }

    @Test
    void availability_says_how_many_are_left_or_when_more_come(@TempDir Path folder) throws Exception {
        try (TestShop shop = TestShop.in(folder)) {
            assertThat(line(shop, "drift")).endsWith("only 3 left");
            assertThat(line(shop, "ridge")).endsWith("expected again on 27 March 2026");
            assertThat(line(shop, "lumen")).endsWith("sold out");
        }
    }

    private static String line(TestShop shop, String query) throws Exception {
        return shop.get("/products?q=" + query)
                .body()
                .path("display")
                .path("products")
                .asText();
    }
}
