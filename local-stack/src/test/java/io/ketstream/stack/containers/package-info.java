/// The files by which the stack runs in containers: `docker-compose.yml` and `k8s/`.
@NullMarked
package io.ketstream.stack.containers;

import org.jspecify.annotations.NullMarked;
