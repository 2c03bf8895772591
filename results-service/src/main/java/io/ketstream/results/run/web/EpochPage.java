package io.ketstream.results.run.web;

import io.ketstream.results.run.Paged;
import io.ketstream.results.run.TrainingStep;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// Of a network.
@Schema(name = "PagedTrainingStep")
record EpochPage(List<TrainingStep> items, int page, int size, long total) implements StepPage {

    static EpochPage of(Paged<TrainingStep> page) {
        return new EpochPage(page.items(), page.page(), page.size(), page.total());
    }
}
