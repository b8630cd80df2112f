/** Tests of {@link io.casebook.ingress.registry}. */
@NullMarked
package io.casebook.ingress.registry;

import org.jspecify.annotations.NullMarked;
