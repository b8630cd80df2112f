/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.in;

import org.jspecify.annotations.NullMarked;
