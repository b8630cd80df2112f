/** Where the options of a start come from. */
@NullMarked
package io.casebook.standalone.up;

import org.jspecify.annotations.NullMarked;
