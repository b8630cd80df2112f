/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.search;

import org.jspecify.annotations.NullMarked;
