/// Repeating a run.
@NullMarked
package io.ketstream.results.replay;

import org.jspecify.annotations.NullMarked;
