/// Trained models over REST.
@NullMarked
package io.ketstream.results.model.web;

import org.jspecify.annotations.NullMarked;
