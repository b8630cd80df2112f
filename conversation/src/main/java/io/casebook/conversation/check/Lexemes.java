package io.casebook.conversation.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words that stand for dates, numbers and currencies, in English and German, all in lower case. */
final class Lexemes {
    static final Map<String, Integer> MONTHS = numbered(
            "january jan januar jänner",
            "february feb februar",
            "march mar märz mär",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez");

    static final Map<String, Integer> WEEKDAYS = numbered(
            "monday mon montag",
            "tuesday tue tues dienstag",
            "wednesday wed mittwoch",
            "thursday thu thurs donnerstag",
            "friday fri freitag",
            "saturday sat samstag sonnabend",
            "sunday sun sonntag");

    static final Map<String, Integer> NUMBERS = numbers();

    static final Map<String, String> CURRENCIES = currencies();

    /** What follows a day's number in English. */
    static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");

    /** Endings of addresses that are written without their protocol. */
    static final Set<String> DOMAINS = Set.of(
            "com", "org", "net", "io", "de", "eu", "at", "ch", "nl", "be", "fr", "uk", "us", "info", "shop", "app",
            "example", "dev", "ai", "biz", "store", "online", "test");

    /** Words with a capital within a sentence that name nobody. */
    static final Set<String> NO_NAMES = Set.of(
            "i",
            "mr",
            "mrs",
            "ms",
            "dr",
            "sir",
            "madam",
            "dear",
            "hi",
            "hello",
            "hey",
            "thanks",
            "thank",
            "sorry",
            "please",
            "best",
            "kind",
            "warm",
            "regards",
            "sincerely",
            "yours",
            "customer",
            "customers",
            "support",
            "service",
            "team",
            "care",
            "ok",
            "okay",
            "faq",
            "faqs",
            "pdf",
            "id",
            "url",
            "sms",
            "vat",
            "pin",
            "qr",
            "wifi",
            "internet",
            "tv",
            "usb",
            "eu",
            "am",
            "pm",
            "asap",
            "fyi",
            "yes",
            "no",
            "english",
            "german",
            "french",
            "dutch",
            "european",
            "your",
            "you",
            "we",
            "my",
            "our",
            "the",
            "a",
            "an",
            "christmas",
            "easter",
            "new",
            "year",
            "day",
            "god",
            "u",
            "e",
            "mail");

    private Lexemes() {}

    private static Map<String, Integer> numbered(String... words) {
        var map = new HashMap<String, Integer>();
        for (var i = 0; i < words.length; i++) {
            for (var word : words[i].split(" ", -1)) {
                map.put(word, i + 1);
            }
        }
        return Map.copyOf(map);
    }

    private static Map<String, Integer> numbers() {
        var map = new HashMap<>(numbered(
                "one once",
                "two twice zwei",
                "three drei",
                "four vier",
                "five fünf",
                "six sechs",
                "seven sieben",
                "eight acht",
                "nine neun",
                "ten zehn",
                "eleven elf",
                "twelve zwölf dozen dutzend",
                "thirteen dreizehn",
                "fourteen vierzehn",
                "fifteen fünfzehn"));
        var tens = List.of(
                "twenty zwanzig",
                "thirty dreißig dreissig",
                "forty vierzig",
                "fifty fünfzig",
                "sixty sechzig",
                "seventy siebzig",
                "eighty achtzig",
                "ninety neunzig",
                "hundred hundert");
        for (var i = 0; i < tens.size(); i++) {
            for (var word : tens.get(i).split(" ", -1)) {
                map.put(word, (i + 2) * 10);
            }
        }
        map.put("thousand", 1000);
        map.put("tausend", 1000);
        return Map.copyOf(map);
    }

    private static Map<String, String> currencies() {
        var map = new HashMap<String, String>();
        var words = Map.of(
                "EUR", "€ eur euro euros",
                "USD", "$ usd dollar dollars",
                "GBP", "£ gbp pound pounds sterling",
                "JPY", "¥ jpy yen",
                "CHF", "chf franken francs",
                "INR", "₹ inr rupee rupees",
                "SEK", "sek",
                "DKK", "dkk",
                "NOK", "nok",
                "PLN", "pln zloty");
        words.forEach((code, names) -> {
            for (var name : names.split(" ", -1)) {
                map.put(name, code);
            }
        });
        return Map.copyOf(map);
    }
}
