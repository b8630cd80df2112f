/** Records as people read them. */
@NullMarked
package io.casebook.standalone.log;

import org.jspecify.annotations.NullMarked;
