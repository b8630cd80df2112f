/** What may leave the house, check by check. */
@NullMarked
package io.casebook.conversation.check;

import org.jspecify.annotations.NullMarked;
