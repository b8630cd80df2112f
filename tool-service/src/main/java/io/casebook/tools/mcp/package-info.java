/**
 * Tools of servers that speak the Model Context Protocol, over streamable HTTP or the standard streams of a process that is
 * started here. The definition says which of a server's tools there are and what they take; what the server says of itself at the
 * time of a call is only held against that. A session is opened when it is needed, kept, and opened anew when it is lost.
 */
@NullMarked
package io.casebook.tools.mcp;

import org.jspecify.annotations.NullMarked;
