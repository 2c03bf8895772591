/// Tests of pages with diagrams.
@NullMarked
package io.ketstream.support.report;

import org.jspecify.annotations.NullMarked;
