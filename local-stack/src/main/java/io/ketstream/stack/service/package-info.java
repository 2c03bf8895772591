/// The five services, each from its own boot jar as a child process.
@NullMarked
package io.ketstream.stack.service;

import org.jspecify.annotations.NullMarked;
