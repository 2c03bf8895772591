/// Making every projection again from the event log.
@NullMarked
package io.ketstream.results.rebuild;

import org.jspecify.annotations.NullMarked;
