/// Market data that is fetched, or followed, from services outside.
@NullMarked
package io.ketstream.ingestion.source;

import org.jspecify.annotations.NullMarked;
