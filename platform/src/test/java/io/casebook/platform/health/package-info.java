/** Tests of the package of the same name. */
@NullMarked
package io.casebook.platform.health;

import org.jspecify.annotations.NullMarked;
