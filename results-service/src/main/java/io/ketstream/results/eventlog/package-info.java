/// The log of every event ever received, from which all projections can be made again.
@NullMarked
package io.ketstream.results.eventlog;

import org.jspecify.annotations.NullMarked;
