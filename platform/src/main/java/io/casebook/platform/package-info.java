/**
 * What every service shares, and nothing that only one of them needs: topics, the wire format, dead letters, telemetry,
 * health and settings.
 */
@NullMarked
package io.casebook.platform;

import org.jspecify.annotations.NullMarked;
