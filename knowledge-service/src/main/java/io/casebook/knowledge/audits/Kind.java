package io.casebook.knowledge.audits;

/** What is wrong with an article. */
public enum Kind {
    /** Two articles give different numbers, or yes and no, for what seems to be the same. */
    CONTRADICTION,
    /** An article that customers see has something in it that is meant for colleagues. */
    INTERNAL_DETAIL,
    /** An article has something in it by which a person or an account is known. */
    PERSONAL_DATA,
    /** A link leads to an article that is not there, or that nobody finds any more. */
    BROKEN_LINK,
    /** Its time is over; it is not found any more, and still stands there. */
    EXPIRED,
    /** It was to be looked through by now. */
    REVIEW_DUE,
    /** Nobody has changed it for a long time, and nobody said when to look through it again. */
    STALE,
    /** It says nearly the same as another article. */
    TWIN,
    /** No search has found it for a long time. */
    NEVER_USED,
    /** A part of the audit could not be done for it. */
    NOT_AUDITED
}
