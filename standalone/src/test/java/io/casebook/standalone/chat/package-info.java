/** What comes in by the stream and what is shown of it. */
@NullMarked
package io.casebook.standalone.chat;

import org.jspecify.annotations.NullMarked;
