/**
 * Where the agent acts: a call is checked, bound to the verified customer, run at most once where it changes something,
 * and its outcome written to the ledger before it is told.
 */
@NullMarked
package io.casebook.tools;

import org.jspecify.annotations.NullMarked;
