/// Topics, dead letters and the health of the broker.
@NullMarked
package io.ketstream.support.kafka;

import org.jspecify.annotations.NullMarked;
