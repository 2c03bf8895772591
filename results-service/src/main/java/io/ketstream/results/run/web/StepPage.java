package io.ketstream.results.run.web;

import io.swagger.v3.oas.annotations.media.Schema;

/// A page of what a run tells of its way.
@Schema(oneOf = {IterationPage.class, EpochPage.class})
sealed interface StepPage permits IterationPage, EpochPage {}
