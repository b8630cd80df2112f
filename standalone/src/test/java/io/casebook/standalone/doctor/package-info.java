/** What the examination finds. */
@NullMarked
package io.casebook.standalone.doctor;

import org.jspecify.annotations.NullMarked;
