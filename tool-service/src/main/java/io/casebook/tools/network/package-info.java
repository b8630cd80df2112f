/** Where calls may go: anywhere in public, and to private addresses only where the installation declares them. */
@NullMarked
package io.casebook.tools.network;

import org.jspecify.annotations.NullMarked;
