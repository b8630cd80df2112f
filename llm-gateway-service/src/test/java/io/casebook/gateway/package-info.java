/** Tests of the gateway. */
@NullMarked
package io.casebook.gateway;

import org.jspecify.annotations.NullMarked;
