package io.ketstream.circuit.generation;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The covariances that were asked for last, since several runs of one snapshot come one after the other. They give way
/// when memory is needed for something else. For one thread at a time.
final class CovarianceCache implements CovarianceSource {

    private final CovarianceSource source;
    private final long limit;
    private final Map<Digest, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    private record Held(SoftReference<RealMatrix> covariance, long bytes) {}

    /// @param limit the most bytes that are held; a larger covariance is not
    CovarianceCache(CovarianceSource source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    @Override
    public RealMatrix fetch(Link link, int assets) {
        Held known = held.get(link.sha256());
        @Nullable RealMatrix covariance = known == null ? null : known.covariance.get();
        if (covariance != null && covariance.rows() == assets) {
            return covariance;
        }
        long bytes = (long) Double.BYTES * assets * assets;
        makeRoom(bytes);
        RealMatrix fetched = source.fetch(link, assets);
        if (bytes <= limit) {
            held.put(link.sha256(), new Held(new SoftReference<>(fetched), bytes));
        }
        return fetched;
    }

    private void makeRoom(long bytes) {
        held.values().removeIf(each -> each.covariance.get() == null);
        long sum = held.values().stream().mapToLong(Held::bytes).sum();
        Iterator<Held> oldest = held.values().iterator();
        while (sum + bytes > limit && oldest.hasNext()) {
            sum -= oldest.next().bytes;
            oldest.remove();
        }
    }
}
