/** Tests of {@link io.casebook.ingress.webhook}. */
@NullMarked
package io.casebook.ingress.webhook;

import org.jspecify.annotations.NullMarked;
