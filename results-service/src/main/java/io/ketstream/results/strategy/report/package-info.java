/// A strategy as a page.
@NullMarked
package io.ketstream.results.strategy.report;

import org.jspecify.annotations.NullMarked;
