/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.model;

import org.jspecify.annotations.NullMarked;
