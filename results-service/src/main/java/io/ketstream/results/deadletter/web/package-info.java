/// Dead letters over REST.
@NullMarked
package io.ketstream.results.deadletter.web;

import org.jspecify.annotations.NullMarked;
