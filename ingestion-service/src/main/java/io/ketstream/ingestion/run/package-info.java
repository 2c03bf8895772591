/// Intake of runs.
@NullMarked
package io.ketstream.ingestion.run;

import org.jspecify.annotations.NullMarked;
