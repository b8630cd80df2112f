package io.casebook.standalone.doctor;

/**
 * What one look at the machine found.
 *
 * @param subject what was looked at
 * @param fine whether Casebook can work with it
 * @param detail what was found
 * @param remedy what to do about it; empty where it is fine
 */
public record Finding(String subject, boolean fine, String detail, String remedy) {

    static Finding fine(String subject, String detail) {
        return new Finding(subject, true, detail, "");
    }

    static Finding wrong(String subject, String detail, String remedy) {
        return new Finding(subject, false, detail, remedy);
    }
}
