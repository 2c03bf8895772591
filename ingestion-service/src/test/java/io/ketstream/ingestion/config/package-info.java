@NullMarked
package io.ketstream.ingestion.config;

import org.jspecify.annotations.NullMarked;
