@NullMarked
package io.casebook.standalone.verify;

import org.jspecify.annotations.NullMarked;
