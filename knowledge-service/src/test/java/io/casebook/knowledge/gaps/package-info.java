/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.gaps;

import org.jspecify.annotations.NullMarked;
