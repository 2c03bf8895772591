package io.ketstream.model.execution;

import java.util.regex.Pattern;

/// What computed a result: results are a pure function of question, engine and numeric profile, so a run pins all
/// three.
public record Engine(String backend, String name, String profile) {

    private static final Pattern RELEASE = Pattern.compile("-\\d+$");

    /// Whether the other differs by its release only, `statevector-7` from `statevector-8`: results
    /// of the same precision then differ in their last bits.
    public boolean isOfFamilyOf(Engine other) {
        return backend.equals(other.backend) && profile.equals(other.profile) && family().equals(other.family());
    }

    private String family() {
        return RELEASE.matcher(name).replaceFirst("");
    }

    /// As a text: `local-statevector/statevector-8/f64`.
    public String title() {
        return backend + "/" + name + "/" + profile;
    }
}
