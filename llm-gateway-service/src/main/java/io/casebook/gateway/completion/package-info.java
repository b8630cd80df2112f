/**
 * From a request to its result: which models are asked, in which order, how often, within which limits, and what is said when
 * none of them answers.
 */
@NullMarked
package io.casebook.gateway.completion;

import org.jspecify.annotations.NullMarked;
