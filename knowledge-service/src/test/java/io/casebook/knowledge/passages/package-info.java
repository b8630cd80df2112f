/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.passages;

import org.jspecify.annotations.NullMarked;
