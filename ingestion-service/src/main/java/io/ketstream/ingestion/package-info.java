/// Takes in data and problems.
@NullMarked
package io.ketstream.ingestion;

import org.jspecify.annotations.NullMarked;
