/** Tests of {@link io.casebook.ingress.api}. */
@NullMarked
package io.casebook.ingress.api;

import org.jspecify.annotations.NullMarked;
