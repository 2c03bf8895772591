@NullMarked
package io.ketstream.ingestion.source;

import org.jspecify.annotations.NullMarked;
