/// results-service: stores every event, projects it into what a user asks of a run, and shows it.
@NullMarked
package io.ketstream.results;

import org.jspecify.annotations.NullMarked;
