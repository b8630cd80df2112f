/** The shop over real HTTP, and the sample agent's folder against the shop it calls. */
@NullMarked
package io.casebook.shop;

import org.jspecify.annotations.NullMarked;
