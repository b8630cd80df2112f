package io.casebook.tools.run;

/** How one tool is called, compiled from its definition. Immutable. */
public interface Carrier {
    /**
     * Puts a call together. Nothing has left the house when it returns.
     *
     * @throws io.casebook.tools.call.Denied where that cannot be done
     */
    Ready prepare(Call call);
}
