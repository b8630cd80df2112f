/**
 * Tools that are called over HTTP: a definition's {@code http} block compiled once, filled with the arguments of a call so that
 * they can change neither the host nor the meaning of the address, sent, and the answer read within bounds.
 *
 * <p>Reading tools are tried again where that helps. Of a changing tool only one try is made here, and its outcome says which of
 * three is true: the tool answered, nothing was sent, or nobody knows.
 */
@NullMarked
package io.casebook.tools.http;

import org.jspecify.annotations.NullMarked;
