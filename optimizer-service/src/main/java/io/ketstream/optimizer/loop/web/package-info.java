/// The loop over HTTP: commands in, formulations behind links out.
@NullMarked
package io.ketstream.optimizer.loop.web;

import org.jspecify.annotations.NullMarked;
