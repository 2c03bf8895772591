/// Strategies as they are submitted and changed, and what they are told of their markets.
@NullMarked
package io.ketstream.ingestion.strategy;

import org.jspecify.annotations.NullMarked;
