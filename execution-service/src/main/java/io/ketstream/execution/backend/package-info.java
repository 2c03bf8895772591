/// What runs circuits: the interface of backends, shaped for remote, asynchronous, paid ones, and the choice among
/// them.
@NullMarked
package io.ketstream.execution.backend;

import org.jspecify.annotations.NullMarked;
