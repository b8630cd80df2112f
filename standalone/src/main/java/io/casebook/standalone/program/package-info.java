/** What all commands share: where Casebook is installed, and how a command ends when it does not work. */
@NullMarked
package io.casebook.standalone.program;

import org.jspecify.annotations.NullMarked;
