/**
 * What a model wrote becomes an answer that the engine can rest on, or is rejected with a reason that says what a better one
 * would look like.
 */
@NullMarked
package io.casebook.gateway.answer;

import org.jspecify.annotations.NullMarked;
