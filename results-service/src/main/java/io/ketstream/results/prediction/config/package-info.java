/// What of predictions is configured.
@NullMarked
package io.ketstream.results.prediction.config;

import org.jspecify.annotations.NullMarked;
