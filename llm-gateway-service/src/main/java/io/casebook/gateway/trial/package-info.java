/** Tries out the models of an installation, each with one call for each thing that agents need of it. */
@NullMarked
package io.casebook.gateway.trial;

import org.jspecify.annotations.NullMarked;
