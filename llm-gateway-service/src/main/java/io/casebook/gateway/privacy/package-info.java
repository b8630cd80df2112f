/**
 * What of a customer's words a model sees: values such as card numbers become tokens before a prompt is written, and a token that
 * a model gives back becomes the value again for those tools that may have it. Pure, so that a prompt can be rebuilt.
 */
@NullMarked
package io.casebook.gateway.privacy;

import org.jspecify.annotations.NullMarked;
