/// What the OpenAPI descriptions of all services have in common.
@NullMarked
package io.ketstream.support.openapi;

import org.jspecify.annotations.NullMarked;
