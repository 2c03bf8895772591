/// What strategies did, as far as it ends them.
@NullMarked
package io.ketstream.ingestion.strategy.messaging;

import org.jspecify.annotations.NullMarked;
