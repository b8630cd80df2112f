/** The product as a whole. */
@NullMarked
package io.casebook.standalone;

import org.jspecify.annotations.NullMarked;
