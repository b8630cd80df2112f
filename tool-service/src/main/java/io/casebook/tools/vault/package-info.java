/** Values that were taken out of results, sealed, so that they can stand on the log and be opened again for a tool that may have them. */
@NullMarked
package io.casebook.tools.vault;

import org.jspecify.annotations.NullMarked;
