package io.casebook.tools.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(
            strings = {
                "select 1 -- x\r; commit; delete from orders",
                "select 1 -- x\n; commit; delete from orders",
                "select E'\\''; commit; delete from orders; --'",
                "select 1 as \"a\"; begin; delete from orders; commit",
                "select 1;;select 2"
            })
    void more_than_one_statement_is_refused_however_it_is_hidden(String query) {
        assertThatThrownBy(() -> Query.of("t", query)).hasMessageContaining("one statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a;b', E'it\\'s; fine', $$a;b$$, $q$a;$$;b$q$, \"a;b\" from x where id = {id}",
                "select 'a' /* b; c */ from x -- d; e\n where id = {id}",
                "select * from x where name like 'a\\%' escape '\\' and id = {id}",
                "with y as (select 1) select * from y where {id} = 1;"
            })
    void a_semicolon_within_quotes_or_a_comment_ends_nothing(String query) {
        assertThat(Query.of("t", query).parameters()).containsExactly("id");
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
                "select E'\\''; commit; delete from orders; --' | one statement",
                "select e'\\'{id}' | within quotes",
                "select '\\'; delete from orders; -- ' | one statement",
                "select U&'a''b'; delete from orders | one statement",
                "select $$ text $$; delete from orders | one statement",
                "select $a$ $b$ ; $b$; $a$; delete from orders | one statement",
                "select /* a */ 1; delete from orders /* b */ | one statement",
                "select 1 /* a /* b */ ; delete from orders */ | one statement",
                "select * from orders where id = '{id}' | within quotes",
                "select $a$ {id} $a$ | within quotes",
                "select 1 /* /* */ {id} */ | within quotes or a comment",
                "select * from orders -- {id} | within quotes or a comment",
                "select * from orders where id = ? | question mark",
                "select * from ${env:TABLE} | refers to table of the installation",
            })
    void a_query_that_writes_or_could_be_broken_out_of_is_refused(String query, String why) {
        assertThatThrownBy(() -> Query.of("t", query)).hasMessageContaining(why);
    }
}
