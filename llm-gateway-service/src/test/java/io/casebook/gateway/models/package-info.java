/** Tests of the models file. */
@NullMarked
package io.casebook.gateway.models;

import org.jspecify.annotations.NullMarked;
