/// Rebuilding over REST and at start.
@NullMarked
package io.ketstream.results.rebuild.web;

import org.jspecify.annotations.NullMarked;
