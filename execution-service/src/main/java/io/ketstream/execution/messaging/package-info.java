/// What the Kafka adapters of this service share.
@NullMarked
package io.ketstream.execution.messaging;

import org.jspecify.annotations.NullMarked;
