/** What of a customer's words a model sees. */
@NullMarked
package io.casebook.gateway.privacy;

import org.jspecify.annotations.NullMarked;
