/** Tests of the package of the same name. */
@NullMarked
package io.casebook.platform.embedding;

import org.jspecify.annotations.NullMarked;
