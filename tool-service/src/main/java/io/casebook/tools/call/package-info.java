/**
 * What a call must satisfy before it runs, pure: its arguments read, the values that only the platform may choose kept out and
 * then filled in, the rest held against the tool's schema, its approval seen. What fails here is denied with a reason that
 * tells the caller what to change; nothing has left the house by then.
 */
@NullMarked
package io.casebook.tools.call;

import org.jspecify.annotations.NullMarked;
