package io.ketstream.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    @Test
    void addsUpThePoolsOfTheHeapAndNothingElse() {
        String metrics = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{application="optimizer-service",area="heap",id="Eden Space"} 1.5E7
                jvm_memory_used_bytes{application="optimizer-service",area="heap",id="Tenured Gen"} 2.0E7
                jvm_memory_used_bytes{application="optimizer-service",area="nonheap",id="Metaspace"} 9.0E7
                jvm_memory_max_bytes{application="optimizer-service",area="heap",id="Tenured Gen"} 2.8E8
                """;

        assertThat(HeapWatch.heapSum(metrics, "jvm_memory_used_bytes")).isEqualTo(3.5e7);
        assertThat(HeapWatch.heapSum(metrics, "jvm_memory_max_bytes")).isEqualTo(2.8e8);
    }
}
