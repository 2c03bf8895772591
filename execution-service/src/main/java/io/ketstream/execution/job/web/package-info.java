/// Jobs and backends over HTTP.
@NullMarked
package io.ketstream.execution.job.web;

import org.jspecify.annotations.NullMarked;
