/**
 * JSON as tools and models exchange it: read strictly and within bounds, decimals kept digit for digit, because an amount of
 * money passes through here.
 */
@NullMarked
package io.casebook.tools.json;

import org.jspecify.annotations.NullMarked;
