package io.ketstream.model.testing;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/// Spin models by their formulas.
public final class SpinModels {

    private SpinModels() {}

    /// The model that an entry of `spin/reference_spin_models.json` names.
    public static PauliSum of(JsonNode reference) {
        int sites = reference.get("n").asInt();
        boolean periodic = reference.path("periodic").asBoolean(false);
        return switch (reference.get("model").asString()) {
            case "TFIM" -> chain(sites, periodic, 0, 0, -number(reference, "J"), -number(reference, "g"), 0);
            case "XYZ" ->
                chain(
                        sites,
                        periodic,
                        number(reference, "Jx"),
                        number(reference, "Jy"),
                        number(reference, "Jz"),
                        0,
                        number(reference, "h"));
            case "TFIM 2D open grid" ->
                grid(reference.get("rows").asInt(), reference.get("cols").asInt(), -number(reference, "g"));
            case "random Pauli sum" -> ReferenceInstances.paulis(sites, reference.get("hamiltonian"));
            default -> throw new IllegalArgumentException("a model without a formula here: " + reference);
        };
    }

    /// Σ (xx·XX + yy·YY + zz·ZZ) over neighbours + Σ (x·X + z·Z).
    public static PauliSum chain(int sites, boolean periodic, double xx, double yy, double zz, double x, double z) {
        var terms = new ArrayList<PauliSum.Term>();
        for (int site = 0; site < sites; site++) {
            int next = (site + 1) % sites;
            if (site + 1 < sites || periodic) {
                terms.add(new PauliSum.Term(PauliString.of(sites, 'X', site, next), xx));
                terms.add(new PauliSum.Term(PauliString.of(sites, 'Y', site, next), yy));
                terms.add(new PauliSum.Term(PauliString.of(sites, 'Z', site, next), zz));
            }
            terms.add(new PauliSum.Term(PauliString.of(sites, 'X', site), x));
            terms.add(new PauliSum.Term(PauliString.of(sites, 'Z', site), z));
        }
        return new PauliSum(sites, terms);
    }

    /// −Σ ZZ over neighbours in rows and columns + Σ x·X.
    private static PauliSum grid(int rows, int columns, double x) {
        int sites = rows * columns;
        var terms = new ArrayList<PauliSum.Term>();
        for (int site = 0; site < sites; site++) {
            if ((site + 1) % columns != 0) {
                terms.add(new PauliSum.Term(PauliString.of(sites, 'Z', site, site + 1), -1));
            }
            if (site + columns < sites) {
                terms.add(new PauliSum.Term(PauliString.of(sites, 'Z', site, site + columns), -1));
            }
            terms.add(new PauliSum.Term(PauliString.of(sites, 'X', site), x));
        }
        return new PauliSum(sites, terms);
    }

    private static double number(JsonNode reference, String name) {
        return reference.get(name).asDouble();
    }
}
