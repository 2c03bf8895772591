/// Every event that crosses a service border, and the topics they travel on.
@NullMarked
package io.ketstream.model.event;

import org.jspecify.annotations.NullMarked;
