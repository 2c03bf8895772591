// The AVX-512 intrinsics of the C prototype on two AVX2 registers each, for machines without AVX-512.
//
// gcc -include avx512_on_avx2.h. An operation costs two instructions here instead of one.
#pragma once
#include <immintrin.h>

typedef struct {
    __m256d low, high;
} pair512;

#define EACH static inline __attribute__((always_inline))
#define MAP1(name, call) \
    EACH pair512 name(pair512 x) { return (pair512){call(x.low), call(x.high)}; }
#define MAP2(name, call) \
    EACH pair512 name(pair512 x, pair512 y) { return (pair512){call(x.low, y.low), call(x.high, y.high)}; }
#define MAP3(name, call) \
    EACH pair512 name(pair512 x, pair512 y, pair512 z) \
    { \
        return (pair512){call(x.low, y.low, z.low), call(x.high, y.high, z.high)}; \
    }

__m256d _ZGVdN4v_sin(__m256d);
__m256d _ZGVdN4v_cos(__m256d);

MAP1(pair_sin, _ZGVdN4v_sin)
MAP1(pair_cos, _ZGVdN4v_cos)
MAP2(pair_add, _mm256_add_pd)
MAP2(pair_sub, _mm256_sub_pd)
MAP2(pair_mul, _mm256_mul_pd)
MAP3(pair_fmadd, _mm256_fmadd_pd)
MAP3(pair_fmsub, _mm256_fmsub_pd)
MAP3(pair_fnmadd, _mm256_fnmadd_pd)

EACH pair512 pair_load(const double *from)
{
    return (pair512){_mm256_load_pd(from), _mm256_load_pd(from + 4)};
}

EACH void pair_store(double *to, pair512 x)
{
    _mm256_store_pd(to, x.low);
    _mm256_store_pd(to + 4, x.high);
}

EACH pair512 pair_set1(double x)
{
    return (pair512){_mm256_set1_pd(x), _mm256_set1_pd(x)};
}

EACH double pair_sum(pair512 x)
{
    __m256d four = _mm256_add_pd(x.low, x.high);
    __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
    return _mm_cvtsd_f64(two) + _mm_cvtsd_f64(_mm_unpackhi_pd(two, two));
}

#undef _mm512_permute_pd
#undef _mm512_permutex_pd
#undef _mm512_shuffle_f64x2
// The prototype permutes by 0x55 (neighbours), shuffles a register with itself by 0x4e (halves), and nothing else.
#define _mm512_permute_pd(x, control) \
    ((pair512){_mm256_permute_pd((x).low, (control) & 15), _mm256_permute_pd((x).high, (control) >> 4 & 15)})
#define _mm512_permutex_pd(x, control) \
    ((pair512){_mm256_permute4x64_pd((x).low, control), _mm256_permute4x64_pd((x).high, control)})
#define _mm512_shuffle_f64x2(x, y, control) ((pair512){(x).high, (y).low})

#define __m512d pair512
#define _mm512_load_pd pair_load
#define _mm512_store_pd pair_store
#define _mm512_set1_pd pair_set1
#define _mm512_setzero_pd() pair_set1(0)
#define _mm512_add_pd pair_add
#define _mm512_sub_pd pair_sub
#define _mm512_mul_pd pair_mul
#define _mm512_fmadd_pd pair_fmadd
#define _mm512_fmsub_pd pair_fmsub
#define _mm512_fnmadd_pd pair_fnmadd
#define _mm512_reduce_add_pd pair_sum
#define _ZGVeN8v_sin pair_sin
#define _ZGVeN8v_cos pair_cos
