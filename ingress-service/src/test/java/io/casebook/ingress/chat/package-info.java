/** Tests of {@link io.casebook.ingress.chat}. */
@NullMarked
package io.casebook.ingress.chat;

import org.jspecify.annotations.NullMarked;
