/// Circuits from their topic.
@NullMarked
package io.ketstream.execution.circuits.messaging;

import org.jspecify.annotations.NullMarked;
