/// Data sets over REST.
@NullMarked
package io.ketstream.ingestion.dataset.web;

import org.jspecify.annotations.NullMarked;
