/** The command line without a running Casebook. */
@NullMarked
package io.casebook.standalone.command;

import org.jspecify.annotations.NullMarked;
