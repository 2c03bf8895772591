package io.ketstream.results.model.web;

import io.ketstream.model.Rules;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.results.model.KeptModel;
import io.ketstream.results.model.ModelSummary;
import io.ketstream.results.model.ModelView;
import io.ketstream.results.model.Models;
import io.ketstream.results.run.Paged;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.TrainingSubmission;
import io.ketstream.support.ServiceAddresses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models", description = "What runs have learnt, and what it says of new rows")
class ModelController {

    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_MODELS = 200;

    private final Models models;
    private final KeptModels kept;
    private final ServiceAddresses addresses;

    ModelController(Models models, KeptModels kept, ServiceAddresses addresses) {
        this.models = models;
        this.kept = kept;
        this.addresses = addresses;
    }

    @GetMapping
    @Operation(summary = "Trained models, the latest first")
    @ApiResponse(responseCode = "200", description = "a page of models; of one data set where its name is given")
    Paged<ModelSummary> list(
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            @RequestParam @Nullable String dataset) {
        Rules.within("page", page, 0, MAX_PAGE);
        Rules.within("size", size, 1, MAX_MODELS);
        return models.list(dataset, page, size);
    }

    @GetMapping("/{runId}")
    @Operation(summary = "A trained model: what it takes, what it tells and how good it is")
    @ApiResponse(responseCode = "200", description = "the model of this run")
    @ApiResponse(responseCode = "404", description = "there is no such model; right after its run's end, try again")
    ModelView model(@PathVariable UUID runId) {
        var run = new RunId(runId);
        return view(kept.require(run));
    }

    private ModelView view(KeptModel kept) {
        var model = kept.model();
        var training = Objects.requireNonNull(kept.facts().training(), "only a run that learns has a model");
        var kernel = model.kernel();
        return new ModelView(
                ModelSummary.of(kept.run(), kept.facts()),
                model.columns(),
                preprocessing(kept.facts(), training),
                model.width(),
                model.shots(),
                kernel == null ? null : kernel.rows().size(),
                new ModelView.Links(
                        at("/api/v1/runs/" + kept.run()),
                        at("/api/v1/models/" + kept.run() + "/predict"),
                        at("/api/v1/models/" + kept.run() + "/score"),
                        at("/api/v1/models/" + kept.run() + "/export"),
                        model.circuitLink(),
                        kernel == null ? null : kernel.table()));
    }

    /// Of a search, that which was chosen.
    private static Preprocessing preprocessing(RunFacts facts, TrainingSubmission training) {
        RunFacts.Outcome outcome = facts.outcome();
        LearningReport report = outcome == null ? null : outcome.ended().learning();
        SearchReport search = report == null ? null : report.search();
        return search == null || search.preprocessing() == null
                ? training.problem().preprocessing()
                : search.preprocessing();
    }

    private URI at(String path) {
        return ServiceAddresses.at(addresses.results(), path);
    }
}
