package io.casebook.gateway.answer;

/** Thrown where an answer turns out to be unusable. */
final class Rejection extends Exception {
    private final String reasonCode;
    private final String detail;
    private final boolean worthAsking;

    private Rejection(String reasonCode, String detail, boolean worthAsking) {
        super(reasonCode, null, false, false);
        this.reasonCode = reasonCode;
        this.detail = detail;
        this.worthAsking = worthAsking;
    }

    /** Unusable for a reason that the model can mend. */
    static Rejection because(String reasonCode, String detail) {
        return new Rejection(reasonCode, detail, true);
    }

    /** Unusable for a reason that asking again will not change. */
    static Rejection forGood(String reasonCode, String detail) {
        return new Rejection(reasonCode, detail, false);
    }

    String reasonCode() {
        return reasonCode;
    }

    String detail() {
        return detail;
    }

    boolean worthAsking() {
        return worthAsking;
    }
}
