package io.ketstream.stack.process;

import java.util.ArrayList;
import java.util.List;

/// One processor of the machine, which a process may be kept on: by `taskset` of util-linux, which
/// takes its command's place, so that the process keeps its id.
///
/// @param number from 0, as the system counts them
public record Processor(int number) {
    private static final String TASKSET = "taskset";

    public Processor {
        if (number < 0) {
            throw new IllegalArgumentException("Processors are counted from 0, not " + number);
        }
    }

    /// Whether processes can be kept on a processor here.
    public static boolean canBeChosen() {
        return Programs.find(TASKSET) != null;
    }

    /// `command` on this processor alone.
    ///
    /// @throws StackFailure when there is no `taskset` here
    public List<String> running(List<String> command) {
        String taskset = Programs.find(TASKSET);
        if (taskset == null) {
            throw new StackFailure("There is no taskset here, which keeps a process on processor " + number);
        }
        List<String> running = new ArrayList<>(List.of(taskset, "--cpu-list", Integer.toString(number)));
        running.addAll(command);
        return running;
    }
}
