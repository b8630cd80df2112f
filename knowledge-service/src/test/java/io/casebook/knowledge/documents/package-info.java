/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.documents;

import org.jspecify.annotations.NullMarked;
