/** Tests of the package of the same name. */
@NullMarked
package io.casebook.platform.config;

import org.jspecify.annotations.NullMarked;
