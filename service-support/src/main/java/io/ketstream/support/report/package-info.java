/// Pages with diagrams, for whoever writes a report.
@NullMarked
package io.ketstream.support.report;

import org.jspecify.annotations.NullMarked;
