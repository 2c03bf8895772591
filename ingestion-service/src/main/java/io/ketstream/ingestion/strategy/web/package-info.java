/// Strategies over HTTP.
@NullMarked
package io.ketstream.ingestion.strategy.web;

import org.jspecify.annotations.NullMarked;
