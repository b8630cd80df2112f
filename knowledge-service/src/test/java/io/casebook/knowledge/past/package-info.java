/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.past;

import org.jspecify.annotations.NullMarked;
