/** Tests of trying models out. */
@NullMarked
package io.casebook.gateway.trial;

import org.jspecify.annotations.NullMarked;
