/**
 * The built product as a user runs it: a process of its own from {@code target/quarkus-app}, on free ports, with a data folder of its own.
 * A test that only asks takes the shared one as a parameter ({@link io.casebook.standalone.running.SharedCasebook}); one that stops or
 * kills starts its own.
 */
@NullMarked
package io.casebook.standalone.running;

import org.jspecify.annotations.NullMarked;
