// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bytescan.h"

#include <bit>

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
    for (; at + 17 <= json.size(); at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(json.data() + at));
        const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i *>(json.data() + at + 1));
        escapes = _mm_or_si128(escapes,
                               _mm_and_si128(_mm_cmpeq_epi8(bytes, backslash), _mm_cmpeq_epi8(next, letter)));
        if (const int high = _mm_movemask_epi8(bytes); high != 0)
            encoding.notAscii += std::size_t(std::popcount(unsigned(high)));
    }
    encoding.hasUnicodeEscapes = _mm_movemask_epi8(escapes) != 0;
#endif
    for (; at < json.size(); ++at) {
        encoding.notAscii += (static_cast<unsigned char>(json[at]) & 0x80U) != 0 ? 1 : 0;
        if (json[at] == '\\' && at + 1 < json.size() && json[at + 1] == 'u')
            encoding.hasUnicodeEscapes = true;
    }
    return encoding;
}

std::size_t countNotAscii(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0x80U) != 0 ? 1 : 0;
    return count;
}

} // namespace ByteScan
