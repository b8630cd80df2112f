/** Tools by API: which there are, as models see them, and one called by hand under the same rules as any call. */
@NullMarked
package io.casebook.tools.in;

import org.jspecify.annotations.NullMarked;
