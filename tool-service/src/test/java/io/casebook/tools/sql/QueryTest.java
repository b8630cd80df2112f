package io.casebook.tools.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @Test
    void names_in_braces_become_parameters_of_the_statement_and_never_part_of_its_text() {
        var query = Query.of("t", "select * from orders where customer = {customer_id} and id = {id} or {id} is null;");

        assertThat(query.statement()).isEqualTo("select * from orders where customer = ? and id = ? or ? is null");
        assertThat(query.parameters()).containsExactly("customer_id", "id", "id");
    }

    @Test
    void texts_and_comments_of_the_query_stay_what_they_are() {
        assertThat(Query.of("t", "select 'it''s; a thing?' || \"odd?\" from x -- what; is this?\n")
                        .parameters())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "delete from orders | must begin with select",
                "update orders set x = 1 | must begin with select",
                "selection | must begin with select",
                "select 1; delete from orders | one statement",
                "select * from orders where id = '{id}' | within quotes",
                "select * from orders -- {id} | within quotes or a comment",
                "select * from orders where id = ? | question mark",
                "select * from ${env:TABLE} | refers to table of the installation",
            })
    void a_query_that_writes_or_could_be_broken_out_of_is_refused(String query, String why) {
        assertThatThrownBy(() -> Query.of("t", query)).hasMessageContaining(why);
    }
}
