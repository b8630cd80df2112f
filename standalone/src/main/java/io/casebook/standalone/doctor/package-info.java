/** Looks at the machine before Casebook does: each finding with what to do about it. */
@NullMarked
package io.casebook.standalone.doctor;

import org.jspecify.annotations.NullMarked;
