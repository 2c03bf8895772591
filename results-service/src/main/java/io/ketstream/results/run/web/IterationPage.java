package io.ketstream.results.run.web;

import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.Paged;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// Of a run that optimises.
@Schema(name = "PagedIteration")
record IterationPage(List<Iteration> items, int page, int size, long total) implements StepPage {

    static IterationPage of(Paged<Iteration> page) {
        return new IterationPage(page.items(), page.page(), page.size(), page.total());
    }
}
