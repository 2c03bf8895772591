/// Runs over REST and server-sent events.
@NullMarked
package io.ketstream.results.run.web;

import org.jspecify.annotations.NullMarked;
