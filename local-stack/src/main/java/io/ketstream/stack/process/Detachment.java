package io.ketstream.stack.process;

import java.util.ArrayList;
import java.util.List;

/// Puts a command into a session of its own, so that Ctrl-C at the terminal reaches only us and the children are
/// then stopped in order. `setsid` is part of util-linux; macOS has Perl instead. Both `exec`, so the process keeps its
/// id.
final class Detachment {
    private static final String PERL = "use POSIX; POSIX::setsid(); exec @ARGV or exit 127";

    private Detachment() {}

    static List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        String setsid = Programs.find("setsid");
        String perl = Programs.find("perl");
        if (setsid != null) {
            detached.add(setsid);
        } else if (perl != null) {
            detached.addAll(List.of(perl, "-e", PERL));
        } else {
            detached.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "detached"));
        }
        detached.addAll(command);
        return detached;
    }
}
