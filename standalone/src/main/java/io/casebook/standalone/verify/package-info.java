/** The log held against the promises, and the stored states against the log. */
@NullMarked
package io.casebook.standalone.verify;

import org.jspecify.annotations.NullMarked;
