/// Tests of intake.
@NullMarked
package io.ketstream.ingestion.run;

import org.jspecify.annotations.NullMarked;
