@NullMarked
package io.ketstream.results.run.report;

import org.jspecify.annotations.NullMarked;
