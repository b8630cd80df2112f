/** The installation's settings that every service shares, checked once at the start and then plain data. */
@NullMarked
package io.casebook.platform.config;

import org.jspecify.annotations.NullMarked;
