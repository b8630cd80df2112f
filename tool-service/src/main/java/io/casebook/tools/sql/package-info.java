/**
 * Tools that are one question to a database: a query with a name, written by whoever defines the tool, with the arguments of a
 * call as its parameters. It is asked in a transaction that can only read, and its answer is bounded in rows, bytes and time.
 */
@NullMarked
package io.casebook.tools.sql;

import org.jspecify.annotations.NullMarked;
