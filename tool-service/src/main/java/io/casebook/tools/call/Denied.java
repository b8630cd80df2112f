package io.casebook.tools.call;

import io.casebook.vocabulary.tool.ToolDenial;

/** A call that the platform refuses. It has no stack trace: being refused is part of the day's work. */
public final class Denied extends RuntimeException {
    /** The tool's name stands in no definition, or the definition is not known. */
    public static final String UNKNOWN_DEFINITION = "definition_unknown";

    /** The definition has no such tool. */
    public static final String UNKNOWN_TOOL = "tool_unknown";

    /** The definition of the tool cannot be carried out. */
    public static final String INVALID_DEFINITION = "invalid_definition";

    /** A changing tool was asked for as if it only looked things up. */
    public static final String EFFECT_MISMATCH = "effect_mismatch";

    /** The arguments do not fit the tool. */
    public static final String INVALID_ARGUMENTS = "invalid_arguments";

    /** The caller chose a value that only the platform may choose. */
    public static final String BOUND_PARAMETER = "bound_parameter";

    /** A value that the platform must fill is not known. */
    public static final String BINDING_MISSING = "binding_missing";

    /** A person must approve the call, and nobody did. */
    public static final String APPROVAL_MISSING = "approval_missing";

    /** The condition for the tool does not hold. */
    public static final String REQUIREMENT_NOT_MET = "requirement_not_met";

    /** The installation lacks a secret. */
    public static final String SECRET_MISSING = "secret_missing";

    /** The installation lacks a variable. */
    public static final String VARIABLE_MISSING = "variable_missing";

    /** The tool was called as often as it may be. */
    public static final String LIMIT_REACHED = "limit_reached";

    /** The arguments have a token for a value that the tool may not have, or that nobody kept. */
    public static final String VALUE_WITHHELD = "value_withheld";

    /** The arguments have a token that stands for two values. */
    public static final String VALUE_AMBIGUOUS = "value_ambiguous";

    /** The tool is at a private address that the installation does not declare. */
    public static final String ADDRESS_REFUSED = "address_refused";

    /** The call is a rehearsal, and nothing answers it there. */
    public static final String SANDBOXED = "sandboxed";

    /** The id of the call stands in the ledger for another payload. */
    public static final String CALL_ID_REUSED = "call_id_reused";

    private static final int MAX_DETAIL = 1_000;

    private final String reason;
    private final String detail;

    /**
     * @param reason why, one of the codes above
     * @param detail what the caller must change, without personal text
     */
    public Denied(String reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 1) + "…";
    }

    /** That a tool cannot be carried out as its definition stands. */
    public static Denied invalidDefinition(String tool, String what) {
        return new Denied(INVALID_DEFINITION, "the tool %s cannot be called: %s".formatted(tool, what));
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** The outcome that the caller is told. */
    public ToolDenial outcome() {
        return new ToolDenial(reason, detail);
    }
}
