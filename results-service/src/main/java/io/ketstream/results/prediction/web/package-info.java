/// Predictions over REST.
@NullMarked
package io.ketstream.results.prediction.web;

import org.jspecify.annotations.NullMarked;
