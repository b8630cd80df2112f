/**
 * What of a tool's answer goes on: nothing that the definition blanks, no card number, no secret of the installation, and no
 * more than a prompt can bear.
 */
@NullMarked
package io.casebook.tools.answer;

import org.jspecify.annotations.NullMarked;
