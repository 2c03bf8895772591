/// Commands to repeat a run, on their topic.
@NullMarked
package io.ketstream.results.replay.messaging;

import org.jspecify.annotations.NullMarked;
