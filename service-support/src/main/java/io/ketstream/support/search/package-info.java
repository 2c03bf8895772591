/// The points of a search as runs.
@NullMarked
package io.ketstream.support.search;

import org.jspecify.annotations.NullMarked;
