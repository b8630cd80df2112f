/** What a definition may say, what it may not, and what people are told then. */
@NullMarked
package io.casebook.platform.definition;

import org.jspecify.annotations.NullMarked;
