@NullMarked
package io.ketstream.ingestion.market;

import org.jspecify.annotations.NullMarked;
