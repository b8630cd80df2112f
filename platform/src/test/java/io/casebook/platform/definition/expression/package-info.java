/** What conditions and texts come out as, and when they come out as nothing. */
@NullMarked
package io.casebook.platform.definition.expression;

import org.jspecify.annotations.NullMarked;
