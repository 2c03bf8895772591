package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A covariance of 2 assets has 32 bytes, one of 3 has 72.
class CovarianceCacheTest {

    private final List<String> fetched = new ArrayList<>();
    private final CovarianceCache cache = new CovarianceCache(this::fetch, 100);

    @Test
    void whatWasAskedForLastIsHeld() {
        RealMatrix first = cache.fetch(link("a"), 2);
        cache.fetch(link("b"), 2);

        assertThat(cache.fetch(link("a"), 2)).isSameAs(first);
        assertThat(fetched).containsExactly("a", "b");
    }

    @Test
    void theOneNotAskedForTheLongestGivesWay() {
        cache.fetch(link("a"), 2);
        cache.fetch(link("b"), 2);
        cache.fetch(link("c"), 2);
        cache.fetch(link("a"), 2);
        cache.fetch(link("d"), 2);

        cache.fetch(link("a"), 2);
        cache.fetch(link("c"), 2);
        assertThat(fetched).containsExactly("a", "b", "c", "d");
        cache.fetch(link("b"), 2);
        assertThat(fetched).endsWith("b");
    }

    @Test
    void asManyGiveWayAsBytesAreNeeded() {
        cache.fetch(link("a"), 2);
        cache.fetch(link("b"), 2);
        cache.fetch(link("large"), 3);

        cache.fetch(link("large"), 3);
        assertThat(fetched).containsExactly("a", "b", "large");
        cache.fetch(link("b"), 2);
        assertThat(fetched).endsWith("b");
    }

    @Test
    void oneThatIsTooLargeIsNotHeld() {
        cache.fetch(link("huge"), 4);
        cache.fetch(link("huge"), 4);
        assertThat(fetched).containsExactly("huge", "huge");
    }

    private static Link link(String name) {
        return new Link(URI.create("http://owner/" + name), Digest.of(name));
    }

    private RealMatrix fetch(Link link, int assets) {
        fetched.add(link.href().getPath().substring(1));
        return RealMatrix.of(new double[assets][assets]);
    }
}
