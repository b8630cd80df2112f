/** The parts together, as a service gets them. */
@NullMarked
package io.casebook.platform;

import org.jspecify.annotations.NullMarked;
