/** The broker's folder and ports, and a real broker where it takes one. */
@NullMarked
package io.casebook.standalone.broker;

import org.jspecify.annotations.NullMarked;
