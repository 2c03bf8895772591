@NullMarked
package io.ketstream.ingestion.dataset;

import org.jspecify.annotations.NullMarked;
