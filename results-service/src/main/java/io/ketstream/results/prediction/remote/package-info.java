/// What other services keep of a model.
@NullMarked
package io.ketstream.results.prediction.remote;

import org.jspecify.annotations.NullMarked;
