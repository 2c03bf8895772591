/// Intake over HTTP.
@NullMarked
package io.ketstream.ingestion.run.web;

import org.jspecify.annotations.NullMarked;
