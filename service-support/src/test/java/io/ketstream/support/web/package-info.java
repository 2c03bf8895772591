@NullMarked
package io.ketstream.support.web;

import org.jspecify.annotations.NullMarked;
