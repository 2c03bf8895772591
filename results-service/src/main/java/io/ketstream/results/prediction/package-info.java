/// Telling of new rows what a trained model says of them.
@NullMarked
package io.ketstream.results.prediction;

import org.jspecify.annotations.NullMarked;
