/// Strategies over REST.
@NullMarked
package io.ketstream.results.strategy.web;

import org.jspecify.annotations.NullMarked;
