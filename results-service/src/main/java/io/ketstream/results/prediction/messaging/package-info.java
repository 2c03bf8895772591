/// Questions of predictions to execution-service, and their answers, on their topics.
@NullMarked
package io.ketstream.results.prediction.messaging;

import org.jspecify.annotations.NullMarked;
