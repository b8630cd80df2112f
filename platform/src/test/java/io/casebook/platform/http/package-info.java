/** How calls are refused, tested by shape and by a running server. */
@NullMarked
package io.casebook.platform.http;

import org.jspecify.annotations.NullMarked;
