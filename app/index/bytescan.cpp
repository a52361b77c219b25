// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bytescan.h"

#include <QtGlobal>

#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ByteScan {

Encoding encodingOf(std::string_view json)
{
    Encoding encoding;
    std::size_t at = 0;
#ifdef __SSE2__
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i letter = _mm_set1_epi8('u');
    __m128i escapes = _mm_setzero_si128();
    __m128i count = _mm_setzero_si128(); // two sums
    const auto highest = [](__m128i bytes) {
        return _mm_and_si128(_mm_srli_epi16(bytes, 7), _mm_set1_epi8(1));
    };
    const auto load = [&json](std::size_t from) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(json.data() + from));
    };
    for (; at + 33 <= json.size(); at += 32) {
        const __m128i first = load(at);
        const __m128i second = load(at + 16);
        escapes = _mm_or_si128(
            escapes, _mm_and_si128(_mm_cmpeq_epi8(first, backslash), _mm_cmpeq_epi8(load(at + 1), letter)));
        escapes = _mm_or_si128(
            escapes, _mm_and_si128(_mm_cmpeq_epi8(second, backslash), _mm_cmpeq_epi8(load(at + 17), letter)));
        if (_mm_movemask_epi8(_mm_or_si128(first, second)) != 0) {
            // The highest bits of each 16 bytes, added up: those of one place in both first.
            const __m128i high = _mm_add_epi8(highest(first), highest(second));
            count = _mm_add_epi64(count, _mm_sad_epu8(high, _mm_setzero_si128()));
        }
    }
    encoding.notAscii = std::size_t(_mm_cvtsi128_si64(count)) +
                        std::size_t(_mm_cvtsi128_si64(_mm_unpackhi_epi64(count, count)));
    encoding.hasUnicodeEscapes = _mm_movemask_epi8(escapes) != 0;
#endif
    encoding.notAscii += countNotAscii(json.substr(at));
    encoding.hasUnicodeEscapes =
        encoding.hasUnicodeEscapes || json.substr(at).find("\\u") != std::string_view::npos;
    return encoding;
}

std::size_t countNotAscii(std::string_view text)
{
    std::size_t count = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        // The sum of the highest bits, in the highest byte of the product.
        constexpr quint64 Ones = 0x0101010101010101U;
        count += ((eight >> 7 & Ones) * Ones) >> 56;
    }
    for (; at < text.size(); ++at)
        count += (static_cast<unsigned char>(text[at]) & 0x80U) != 0 ? 1 : 0;
    return count;
}

} // namespace ByteScan
