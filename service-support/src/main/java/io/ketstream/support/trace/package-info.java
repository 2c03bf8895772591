/// What happens to a run, as the spans of one trace.
@NullMarked
package io.ketstream.support.trace;

import org.jspecify.annotations.NullMarked;
