/// What is known of a run, and how it is shown: pure functions of the run's events.
@NullMarked
package io.ketstream.results.run;

import org.jspecify.annotations.NullMarked;
