/** The conversation calls of {@code /v1}: paths, bodies and answers. */
@NullMarked
package io.casebook.ingress.api;

import org.jspecify.annotations.NullMarked;
