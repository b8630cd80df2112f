/** Tests of how answers are read. */
@NullMarked
package io.casebook.gateway.answer;

import org.jspecify.annotations.NullMarked;
