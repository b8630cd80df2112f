/** Tests of the package of the same name. */
@NullMarked
package io.casebook.platform.kafka;

import org.jspecify.annotations.NullMarked;
