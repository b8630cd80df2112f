/**
 * What is taken out of texts before a model, a log or a page sees them: card numbers, bank accounts, national ids, secrets, and,
 * where asked, mail addresses and telephone numbers. A token stands in their place that tells a reader what it was. Pure: the same
 * text gives the same result, so that a prompt can be written again from the log.
 */
@NullMarked
package io.casebook.platform.redaction;

import org.jspecify.annotations.NullMarked;
