/// Market data over HTTP.
@NullMarked
package io.ketstream.ingestion.market.web;

import org.jspecify.annotations.NullMarked;
