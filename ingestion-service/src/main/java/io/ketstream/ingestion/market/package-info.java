/// Prices, returns, covariances and the content-addressed snapshots made of them.
@NullMarked
package io.ketstream.ingestion.market;

import org.jspecify.annotations.NullMarked;
