/**
 * Tools that are called over HTTP: a definition's {@code http} block compiled once, filled with the arguments of a call so that
 * they can change neither the host nor the meaning of the address, sent, and the answer read within bounds.
 */
@NullMarked
package io.casebook.tools.http;

import org.jspecify.annotations.NullMarked;
