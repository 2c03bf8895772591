/// Files of trained models over REST.
@NullMarked
package io.ketstream.results.export.web;

import org.jspecify.annotations.NullMarked;
