/**
 * The models that an installation may call: {@code models.yaml}, read with the line of every mistake, its keys taken from
 * the environment or from files and shown to nobody.
 */
@NullMarked
package io.casebook.gateway.models;

import org.jspecify.annotations.NullMarked;
