@NullMarked
package io.ketstream.ingestion.tick;

import org.jspecify.annotations.NullMarked;
