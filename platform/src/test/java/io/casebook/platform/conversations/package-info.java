/** Tests of the package of the same name. */
@NullMarked
package io.casebook.platform.conversations;

import org.jspecify.annotations.NullMarked;
