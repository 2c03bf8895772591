/// Trained models as files that other programs can read.
@NullMarked
package io.ketstream.results.export;

import org.jspecify.annotations.NullMarked;
