package io.ketstream.stack.database;

import com.sun.security.auth.module.UnixSystem;
import io.ketstream.stack.process.Programs;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL refuses to run as root. For root (containers, CI) it gets a user namespace of its own, in which root
/// has no name; where the kernel does not allow that, the user `nobody`.
sealed interface Unprivileged {
    List<String> command(List<String> command);

    /// Makes a directory that we have created the server's own.
    void own(Path directory);

    static Unprivileged choose(Path programToRun) {
        if (!isRoot()) {
            return new Same();
        }
        String unshare = Programs.find("unshare");
        if (unshare != null && succeeds(List.of(unshare, "-U", "true"))) {
            return new Namespace(unshare);
        }
        String setpriv = Programs.find("setpriv");
        if (setpriv != null) {
            Unprivileged nobody = new Nobody(setpriv);
            if (!succeeds(nobody.command(List.of(programToRun.toString(), "--version")))) {
                throw new StackFailure(
                        "PostgreSQL does not run as root, and the user nobody cannot reach " + programToRun
                                + ". Run as another user, or choose a directory that everyone can enter with --data DIR.");
            }
            return nobody;
        }
        throw new StackFailure(
                "PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) is here. Run as another user.");
    }

    record Same() implements Unprivileged {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public void own(Path directory) {
            // It is ours, and the server runs as us.
        }
    }

    record Namespace(String unshare) implements Unprivileged {
        @Override
        public List<String> command(List<String> command) {
            return prefixed(List.of(unshare, "-U"), command);
        }

        @Override
        public void own(Path directory) {
            // Outside the namespace the server is still the owner.
        }
    }

    record Nobody(String setpriv) implements Unprivileged {
        private static final String ID = "65534";

        @Override
        public List<String> command(List<String> command) {
            return prefixed(List.of(setpriv, "--reuid", ID, "--regid", ID, "--clear-groups"), command);
        }

        @Override
        public void own(Path directory) {
            if (!succeeds(List.of("chown", "-R", ID + ":" + ID, directory.toString()))) {
                throw new StackFailure("Cannot hand " + directory + " to the user nobody");
            }
        }
    }

    private static List<String> prefixed(List<String> prefix, List<String> command) {
        List<String> prefixed = new ArrayList<>(prefix);
        prefixed.addAll(command);
        return prefixed;
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
