/// What other programs may rely on, over REST: the events' AsyncAPI document and JSON Schemas.
@NullMarked
package io.ketstream.results.contract.web;

import org.jspecify.annotations.NullMarked;
