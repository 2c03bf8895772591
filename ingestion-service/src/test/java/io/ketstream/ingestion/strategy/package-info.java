@NullMarked
package io.ketstream.ingestion.strategy;

import org.jspecify.annotations.NullMarked;
