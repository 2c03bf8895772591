/// Sources over REST.
@NullMarked
package io.ketstream.ingestion.source.web;

import org.jspecify.annotations.NullMarked;
