@NullMarked
package io.ketstream.optimizer.loop.web;

import org.jspecify.annotations.NullMarked;
