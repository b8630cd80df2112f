/** Tests of {@link io.casebook.ingress.delivery}. */
@NullMarked
package io.casebook.ingress.delivery;

import org.jspecify.annotations.NullMarked;
