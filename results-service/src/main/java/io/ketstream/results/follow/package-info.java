/// Following a run from its beginning, or from where a reader left off, to its end.
@NullMarked
package io.ketstream.results.follow;

import org.jspecify.annotations.NullMarked;
