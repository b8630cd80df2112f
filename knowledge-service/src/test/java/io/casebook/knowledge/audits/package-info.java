/** Tests of the package of the same name. */
@NullMarked
package io.casebook.knowledge.audits;

import org.jspecify.annotations.NullMarked;
