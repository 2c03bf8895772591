"""A double of ingestion- and results-service: their documented HTTP, strict about every request, answers computed by
dense linear algebra and scikit-learn."""
