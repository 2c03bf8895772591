package io.ketstream.model.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermGroupsTest {

    @Test
    void everyAngleBelongsToTermsOnDisjointQubits() {
        var terms = new ArrayList<PauliSum.Term>();
        for (char letter : new char[] {'X', 'Z'}) {
            for (int qubit = 0; qubit < 5; qubit++) {
                terms.add(new PauliSum.Term(PauliString.of(5, letter, qubit, (qubit + 1) % 5), 0.3));
            }
        }
        List<PauliSum> groups = TermGroups.of(new PauliSum(5, terms));
        // a ring of five bonds needs three colours, for each letter
        assertThat(groups).hasSize(6);
        assertThat(groups).allSatisfy(group -> {
            long seen = 0;
            for (PauliSum.Term term : group.terms()) {
                long support = term.pauli().xMask() | term.pauli().zMask();
                assertThat(seen & support).isZero();
                seen |= support;
            }
        });
        assertThat(groups.stream().flatMap(group -> group.terms().stream())).containsExactlyInAnyOrderElementsOf(terms);
    }

    @Test
    void theOrderOfLettersDoesNotMatterAndIdentitiesHaveNoAngle() {
        assertThat(TermGroups.of(sum("IIXZ", "ZXII", "IIII"))).containsExactly(sum("IIXZ", "ZXII"));
        assertThat(TermGroups.of(sum("IIXZ", "ZYII"))).hasSize(2);
    }

    @Test
    void aHamiltonianOfOneLetterGetsADriver() {
        assertThat(TermGroups.of(TermGroups.withDriver(sum("ZZ")))).hasSize(2);
        assertThat(TermGroups.withDriver(sum("XX")).terms())
                .extracting(PauliSum.Term::pauli)
                .containsExactly(new PauliString("XX"), new PauliString("IZ"), new PauliString("ZI"));
        assertThat(TermGroups.withDriver(sum("XZ"))).isEqualTo(sum("XZ"));
    }

    private static PauliSum sum(String... labels) {
        return new PauliSum(
                labels[0].length(),
                List.of(labels).stream()
                        .map(label -> new PauliSum.Term(new PauliString(label), 1))
                        .toList());
    }
}
