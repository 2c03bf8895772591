/// What runs have learnt, kept to be used again.
@NullMarked
package io.ketstream.results.model;

import org.jspecify.annotations.NullMarked;
