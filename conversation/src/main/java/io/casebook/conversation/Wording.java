package io.casebook.conversation;

import java.util.Locale;

/** What the platform itself says to customers, in the languages that it speaks; English where it does not speak theirs. */
enum Wording {
    HANDED_OFF(
            "I am passing you on to one of my colleagues, who will answer you here. They can see what we have talked about.",
            "Ich gebe Sie an eine Kollegin oder einen Kollegen weiter; die Antwort kommt hier. Was wir besprochen haben, ist dort zu sehen."),
    HANDED_OFF_LATER(
            "I am passing you on to one of my colleagues. They are back on %s at %s and will then answer you here. They can see what we have talked about.",
            "Ich gebe Sie an eine Kollegin oder einen Kollegen weiter. Ab %s, %s, ist wieder jemand da und antwortet Ihnen hier. Was wir besprochen haben, ist dort zu sehen."),
    HOLDING(
            "I am still working on it and will be back with you shortly.",
            "Ich bin noch dabei und melde mich gleich wieder."),
    NUDGE(
            "Are you still there? I am happy to go on whenever you are.",
            "Sind Sie noch da? Ich mache gern weiter, sobald Sie möchten."),
    NEEDS_APPROVAL(
            "A colleague has to approve this first. I have passed it on, and you will hear from me here as soon as it is decided.",
            "Das muss zuerst jemand aus dem Team freigeben. Ich habe es weitergegeben; Sie hören hier von mir, sobald entschieden ist."),
    STILL_WAITING_FOR_APPROVAL(
            "Your request is still waiting for a colleague's approval. You will hear from me here as soon as it is decided.",
            "Ihre Anfrage wartet noch auf die Freigabe. Sie hören hier von mir, sobald entschieden ist."),
    CLARIFY(
            "I want to be sure that I understand you. Is it one of these: %s? Or please tell me in other words.",
            "Ich möchte sicher sein, dass ich Sie richtig verstehe. Geht es um eines davon: %s? Oder sagen Sie es bitte mit anderen Worten."),
    REPHRASE(
            "I am not sure that I understand. Could you tell me in other words what you need?",
            "Ich bin nicht sicher, ob ich Sie verstehe. Können Sie mit anderen Worten sagen, worum es geht?"),
    YES_OR_NO("Please answer with yes or no.", "Bitte antworten Sie mit Ja oder Nein.");

    private final String english;
    private final String german;

    Wording(String english, String german) {
        this.english = english;
        this.german = german;
    }

    String in(String language) {
        return isGerman(language) ? german : english;
    }

    /** The language of what is said to somebody whose language is this one. */
    static Locale spokenTo(String language) {
        return isGerman(language) ? Locale.GERMAN : Locale.ENGLISH;
    }

    private static boolean isGerman(String language) {
        return language.toLowerCase(Locale.ROOT).startsWith("de");
    }
}
