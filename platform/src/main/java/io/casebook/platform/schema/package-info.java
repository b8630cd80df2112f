/** What every service that holds JSON against schemas shares. */
@NullMarked
package io.casebook.platform.schema;

import org.jspecify.annotations.NullMarked;
