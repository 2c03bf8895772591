/// Kernel matrices over REST.
@NullMarked
package io.ketstream.results.kernel.web;

import org.jspecify.annotations.NullMarked;
