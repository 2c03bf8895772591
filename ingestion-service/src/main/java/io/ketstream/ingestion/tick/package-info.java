/// Ticks, and the bars that are made of them by event time.
@NullMarked
package io.ketstream.ingestion.tick;

import org.jspecify.annotations.NullMarked;
