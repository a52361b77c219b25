// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "caselesssearch.h"

#include <bit>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace {

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

// How often a character comes in a record, roughly.
std::size_t frequencyOf(char c)
{
    constexpr std::string_view ByFrequency = "zqxjkvwy9876543210pgbmfuhcdlrnsaiot.:-_/ e\",";
    const std::size_t place = ByFrequency.find(c);
    return place == std::string_view::npos ? 0 : place;
}

} // namespace

CaselessSearch::CaselessSearch(std::string text) : m_text(std::move(text))
{
    for (std::size_t i = 1; i < m_text.size(); ++i) {
        if (frequencyOf(m_text[i]) < frequencyOf(m_text[m_first]))
            m_first = i;
    }
    m_second = m_first == 0 ? m_text.size() - 1 : 0;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        if (i != m_first && frequencyOf(m_text[i]) < frequencyOf(m_text[m_second]))
            m_second = i;
    }
}

bool CaselessSearch::isAt(const char *bytes) const
{
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        if (lower(bytes[i]) != m_text[i])
            return false;
    }
    return true;
}

std::size_t CaselessSearch::findIn(std::string_view bytes, std::size_t from) const
{
    if (bytes.size() < m_text.size())
        return NotFound;
    const std::size_t last = bytes.size() - m_text.size();
    std::size_t at = from;
#ifdef __SSE2__
    // A letter with the bit of small ones set is a small one; other characters are compared as they are.
    const auto bitOf = [this](std::size_t i) {
        return _mm_set1_epi8(char(isLetter(m_text[i]) ? 0x20 : 0));
    };
    const __m128i firstBit = bitOf(m_first);
    const __m128i secondBit = bitOf(m_second);
    const __m128i first = _mm_set1_epi8(m_text[m_first]);
    const __m128i second = _mm_set1_epi8(m_text[m_second]);
    const auto load = [](const char *from16) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(from16));
    };
    for (; at + 15 <= last; at += 16) {
        const __m128i firsts =
            _mm_cmpeq_epi8(_mm_or_si128(load(bytes.data() + at + m_first), firstBit), first);
        const __m128i seconds =
            _mm_cmpeq_epi8(_mm_or_si128(load(bytes.data() + at + m_second), secondBit), second);
        auto candidates = unsigned(_mm_movemask_epi8(_mm_and_si128(firsts, seconds)));
        for (; candidates != 0; candidates &= candidates - 1) {
            const std::size_t place = at + std::size_t(std::countr_zero(candidates));
            if (isAt(bytes.data() + place))
                return place;
        }
    }
#endif
    for (; at <= last; ++at) {
        if (isAt(bytes.data() + at))
            return at;
    }
    return NotFound;
}
