/** Tests of {@link io.casebook.ingress.intake}. */
@NullMarked
package io.casebook.ingress.intake;

import org.jspecify.annotations.NullMarked;
