package io.ketstream.results.replay;

import io.ketstream.model.event.RunCommand;

/// Takes commands to where they act.
public interface ReplayCommands {

    /// Returns once the broker has the command.
    ///
    /// @throws CommandNotSentException when it does not answer
    void send(RunCommand.Replay command);
}
