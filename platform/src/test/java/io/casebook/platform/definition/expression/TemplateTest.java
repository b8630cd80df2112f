package io.casebook.platform.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Locality;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Template;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static final Facts FACTS = Facts.of("c-1", "conv-1", "web", "en")
            .withSlot("order_id", "1001")
            .withSlot("blank", " ")
            .withResult("order", """
                    {"id": 7, "total": 19.90, "huge": 1e999999999, "none": null, "sent": true, "to": {"city": "Ghent"},
                     "items": ["tent", "mat"], "lines": [{"sku": "a"}], "empty": []}""")
            .withResource("plan", "{\"name\": \"gold\"}");

    private static final Facts AMOUNTS =
            Facts.of("c-1", "conv-1", "web", "en").withSlot("order_id", "1001").withResult("order", """
                    {"total": 19.90, "in": "chf", "big": 1250.50, "tiny": 0.125, "day": "2026-03-05", "huge": 1e999999999,
                     "at": "2026-03-05T23:30:00Z", "local": "2026-03-05T23:30:00"}""");

    private static final Expressions EXPRESSIONS =
            new Expressions(Scope.ofProcedure(Set.of("order_id", "blank", "other"), Set.of("order", "later")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            No placeholders at all.               | No placeholders at all.
            Order {order_id}, {order.id}.         | Order 1001, 7.
            {slots.order_id} {results.order.id}   | 1001 7
            EUR {order.total}                     | EUR 19.90
            {order.sent}                          | true
            {order.to.city}                       | Ghent
            {order.items}                         | tent, mat
            {order.items.1} {order.lines.0.sku}   | mat a
            {order.huge}                          | 1E+999999999
            {resources.plan.name}                 | gold
            {customer.id} {conversation.id}       | c-1 conv-1
            {channel} {language}                  | web en
            a {{brace}} and }} and {{{order_id}}} | a {brace} and } and {1001}
            { order_id }                          | 1001
            a } alone                             | a } alone
            """)
    void a_text_is_filled(String source, String text) {
        assertThat(template(source).render(FACTS)).isEqualTo(new Rendered.Complete(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {other}            | other           | is not known
            {later.id}         | later.id        | is not known
            {order.nothing}    | order.nothing   | is not known
            {order.none}       | order.none      | is empty
            {blank}            | blank           | is empty
            {order.to}         | order.to        | is an object: name a part of it
            {order.empty}      | order.empty     | is not a list of plain values
            {order.lines}      | order.lines     | is not a list of plain values
            {order_id.part}    | order_id.part   | is plain text without parts
            {order.items.9}    | order.items.9   | is not known
            """)
    void a_text_with_a_hole_is_never_shown(String source, String placeholder, String reason) {
        assertThat(template("Dear customer, " + source).render(FACTS))
                .isEqualTo(new Rendered.Incomplete(List.of(new Rendered.Hole(placeholder, reason))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            de-AT ; {order.day | date}              ; 5. März 2026
            en-US ; {order.day | date}              ; March 5, 2026
            en-GB ; {order.day | date}              ; 5 March 2026
            de-AT ; {order.at | datetime}           ; 6. März 2026, 00:30
            en-US ; {order.at | time}               ; 12:30 AM
            de-AT ; {order.local | time}            ; 23:30
            de-DE ; {order.big | number}            ; 1.250,50
            en-US ; {order.big|number}              ; 1,250.50
            de-DE ; {order.total | money EUR}       ; 19,90 €
            en-US ; {order.total | money EUR}       ; €19.90
            en-US ; {order.total | money order.in}  ; CHF 19.90
            en-US ; {order.tiny | money USD}        ; $0.125
            ja-JP ; {order.big | money JPY}         ; ￥1,250.5
            en-US ; {order_id | number}             ; 1,001
            xx-YY ; {order.day | date}              ; 2026 Mar 5
            """)
    void a_value_in_a_format_is_written_as_people_there_do(String locale, String source, String text) {
        assertThat(template(source).render(AMOUNTS.in(new Locality(locale, ZoneId.of("Europe/Vienna")))))
                .isEqualTo(new Rendered.Complete(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {order.total | date}              ; order.total ; is not a date (ISO 8601)
            {order.day | time}                ; order.day   ; is not a time (ISO 8601)
            {order.in | number}               ; order.in    ; is not a number
            {order.total | money order.at}    ; order.total ; is not an amount with a currency (ISO 4217)
            {order.total | money order.none}  ; order.total ; is not an amount with a currency (ISO 4217)
            {order.huge | number}             ; order.huge  ; is not a number
            {order.none | date}               ; order.none  ; is not known
            """)
    void a_value_that_does_not_fit_its_format_is_a_hole(String source, String placeholder, String reason) {
        assertThat(template(source).render(AMOUNTS))
                .isEqualTo(new Rendered.Incomplete(List.of(new Rendered.Hole(placeholder, reason))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {order.day | dat}             ; no format is called dat ; did you mean date?
            {order.day | date long}       ; date long is not a format ; write date
            {order.day | }                ; no format is called     ; there are
            {order.total | money}         ; money is not a format   ; write money EUR
            {order.total | money EUX}     ; money EUX is not a format ; write money EUR
            {order.total | money other.in} ; nothing fills other   ; did you mean order?
            """)
    void a_format_that_is_none_is_refused(String source, String message, String hint) {
        assertThat(new Expressions(Scope.ofProcedure(Set.of(), Set.of("order"))).text(source))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.faults().toString()).contains(message, hint));
    }

    @Test
    void a_text_for_a_variant_wins_over_that_of_its_language() {
        Map<String, Template> texts = new LinkedHashMap<>();
        texts.put("en", Template.fixed("Hello"));
        texts.put("de", Template.fixed("Guten Tag"));
        texts.put("de-at", Template.fixed("Grüß Gott"));
        Template greeting = Expressions.localised(texts);
        Facts german = Facts.of("c", "v", "web", "de");
        assertThat(greeting.render(german.in(new Locality("de-AT", ZoneId.of("UTC")))))
                .isEqualTo(new Rendered.Complete("Grüß Gott"));
        assertThat(greeting.render(german.in(new Locality("de-CH", ZoneId.of("UTC")))))
                .isEqualTo(new Rendered.Complete("Guten Tag"));
    }

    @Test
    void every_hole_is_named() {
        assertThat(template("{other} {order_id} {later.id}").render(FACTS))
                .isInstanceOfSatisfying(
                        Rendered.Incomplete.class,
                        incomplete -> assertThat(incomplete.describe())
                                .isEqualTo("{other} is not known; {later.id} is not known"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{a b}",
                "{1a}",
                "{order.}",
                "{.a}",
                "{order_id",
                "{nobody}",
                "{customer.name}",
                "{args.x}"
            })
    void a_text_that_can_never_be_filled_is_refused(String source) {
        assertThat(EXPRESSIONS.text(source)).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void a_mistake_is_found_on_its_line() {
        assertThat(EXPRESSIONS.text("one\ntwo {order_id}\nthree {ordre.id}"))
                .isEqualTo(
                        new Parsed.Bad<Template>(List.of(new Fault("nothing fills ordre", 2, "did you mean order?"))));
    }

    @Test
    void the_customers_language_is_spoken_where_there_is_a_text_in_it() {
        Map<String, Template> texts = new LinkedHashMap<>();
        texts.put("en", Template.fixed("Hello"));
        texts.put("de", Template.fixed("Hallo"));
        texts.put("pt-br", Template.fixed("Oi"));
        Template localised = Expressions.localised(texts);

        assertThat(spoken(localised, "de")).isEqualTo("Hallo");
        assertThat(spoken(localised, "de-AT")).isEqualTo("Hallo");
        assertThat(spoken(localised, "pt-BR")).isEqualTo("Oi");
        assertThat(spoken(localised, "fr")).isEqualTo("Hello");
    }

    private static String spoken(Template template, String language) {
        return template.render(Facts.of("c", "v", "web", language)) instanceof Rendered.Complete complete
                ? complete.text()
                : "";
    }

    private static Template template(String source) {
        return switch (EXPRESSIONS.text(source)) {
            case Parsed.Good<Template> good -> good.value();
            case Parsed.Bad<Template> bad -> throw new AssertionError(bad.faults());
        };
    }
}
