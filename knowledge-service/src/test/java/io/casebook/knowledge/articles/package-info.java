/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.articles;

import org.jspecify.annotations.NullMarked;
