package io.ketstream.ingestion.config;

import io.ketstream.ingestion.source.Sources;
import io.ketstream.support.task.RepeatedTasks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Has sources that are due taken their turn.
@Component
class SourceSchedule implements SmartLifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Sources sources;
    private final SourceProperties properties;
    private volatile @Nullable RepeatedTasks tasks;

    SourceSchedule(Sources sources, SourceProperties properties) {
        this.sources = sources;
        this.properties = properties;
    }

    @Override
    public void start() {
        var begun = new RepeatedTasks("sources", 1);
        tasks = begun;
        begun.repeat("look for sources", properties.look(), properties.look(), sources::look);
    }

    @Override
    public void stop() {
        RepeatedTasks begun = tasks;
        if (begun != null) {
            tasks = null;
            begun.stop(LONGEST_STOP);
            sources.stop(LONGEST_STOP);
        }
    }

    @Override
    public boolean isRunning() {
        return tasks != null;
    }
}
