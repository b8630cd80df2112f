/** The reading half of a schema registry's API, so that registry-aware tools decode every topic by pointing them here. */
@NullMarked
package io.casebook.ingress.registry;

import org.jspecify.annotations.NullMarked;
