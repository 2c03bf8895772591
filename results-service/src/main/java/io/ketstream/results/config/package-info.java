/// What is configured.
@NullMarked
package io.ketstream.results.config;

import org.jspecify.annotations.NullMarked;
