/** Tests of the way from requests to results, against a double of a model's endpoint. */
@NullMarked
package io.casebook.gateway.completion;

import org.jspecify.annotations.NullMarked;
