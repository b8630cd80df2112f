/** What operators see of calls to models: the metrics and spans that OpenTelemetry's conventions for generative AI name. */
@NullMarked
package io.casebook.gateway.observe;

import org.jspecify.annotations.NullMarked;
