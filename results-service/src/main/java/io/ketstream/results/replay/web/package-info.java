/// Repeating a run over REST.
@NullMarked
package io.ketstream.results.replay.web;

import org.jspecify.annotations.NullMarked;
