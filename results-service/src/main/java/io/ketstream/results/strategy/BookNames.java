package io.ketstream.results.strategy;

import io.ketstream.model.strategy.BookName;

/// What books are called.
public final class BookNames {

    private BookNames() {}

    /// As in JSON.
    public static String key(BookName book) {
        return switch (book) {
            case STRATEGY -> "strategy";
            case EQUAL_WEIGHT -> "equalWeight";
            case MINIMUM_VARIANCE -> "minimumVariance";
            case MEAN_VARIANCE -> "meanVariance";
            case BUY_AND_HOLD -> "buyAndHold";
        };
    }

    /// In words.
    public static String title(BookName book) {
        return switch (book) {
            case STRATEGY -> "the strategy";
            case EQUAL_WEIGHT -> "its selections, equal weights";
            case MINIMUM_VARIANCE -> "minimum variance of all";
            case MEAN_VARIANCE -> "mean-variance of all";
            case BUY_AND_HOLD -> "all assets, bought once";
        };
    }
}
