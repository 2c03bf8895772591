/// Data sets: tables of numbers and categories, what is in them, and their content-addressed versions.
@NullMarked
package io.ketstream.ingestion.dataset;

import org.jspecify.annotations.NullMarked;
