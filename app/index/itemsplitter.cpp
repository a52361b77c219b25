// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "itemsplitter.h"

#include <algorithm>
#include <bit>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace {

// One bit for each of 64 bytes, the lowest for the first.
struct Marks
{
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opening = 0;
    std::uint64_t closing = 0;
};

constexpr qsizetype BlockSize = 64;
static_assert(ItemSplitter::Padding >= BlockSize);

#ifdef __SSE2__

std::uint64_t bitsOf(__m128i matches)
{
    return static_cast<std::uint32_t>(_mm_movemask_epi8(matches));
}

Marks marksOf(const char *block)
{
    // [ and ] differ from { and } in this bit only.
    const __m128i caseBit = _mm_set1_epi8(0x20);
    Marks marks;
    for (int part = 0; part < 4; ++part) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(block + part * 16));
        const __m128i folded = _mm_or_si128(bytes, caseBit);
        const int shift = part * 16;
        marks.quotes |= bitsOf(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))) << shift;
        marks.backslashes |= bitsOf(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))) << shift;
        marks.opening |= bitsOf(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{'))) << shift;
        marks.closing |= bitsOf(_mm_cmpeq_epi8(folded, _mm_set1_epi8('}'))) << shift;
    }
    return marks;
}

#else

Marks marksOf(const char *block)
{
    Marks marks;
    for (int at = 0; at < BlockSize; ++at) {
        const char c = block[at];
        const std::uint64_t bit = std::uint64_t{1} << at;
        if (c == '"')
            marks.quotes |= bit;
        else if (c == '\\')
            marks.backslashes |= bit;
        else if (c == '{' || c == '[')
            marks.opening |= bit;
        else if (c == '}' || c == ']')
            marks.closing |= bit;
    }
    return marks;
}

#endif

// Each bit becomes the exclusive or of itself and all below it.
std::uint64_t runningXor(std::uint64_t bits)
{
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

} // namespace

void ItemSplitter::begin(char first)
{
    m_kind = first == '{' || first == '[' ? Kind::Nested : first == '"' ? Kind::String : Kind::Bare;
    m_depth = 0;
    m_deepest = 0;
    m_isInString = false;
    m_isEscaped = false;
}

qsizetype ItemSplitter::advance(const char *data, qsizetype from, qsizetype to)
{
    switch (m_kind) {
    case Kind::Nested:
        return advanceNested(data, from, to);
    case Kind::String:
        return advanceString(data, from, to);
    case Kind::Bare:
        break;
    }
    return advanceBare(data, from, to);
}

// Which bytes follow a backslash that is none itself, and whether the first of the next block does.
std::uint64_t ItemSplitter::takeEscaped(std::uint64_t backslashes, int count)
{
    std::uint64_t escaped = m_isEscaped ? 1 : 0;
    m_isEscaped = false;
    backslashes &= ~escaped;
    while (backslashes != 0) {
        const int at = std::countr_zero(backslashes);
        backslashes &= backslashes - 1;
        if (at + 1 == count) {
            m_isEscaped = true;
            break;
        }
        const std::uint64_t next = std::uint64_t{1} << (at + 1);
        escaped |= next;
        backslashes &= ~next;
    }
    return escaped;
}

qsizetype ItemSplitter::advanceNested(const char *data, qsizetype from, qsizetype to)
{
    for (qsizetype at = from; at < to; at += BlockSize) {
        Marks marks = marksOf(data + at);
        const int count = int(std::min(BlockSize, to - at));
        if (count < BlockSize) {
            const std::uint64_t seen = (std::uint64_t{1} << count) - 1;
            marks.quotes &= seen;
            marks.backslashes &= seen;
            marks.opening &= seen;
            marks.closing &= seen;
        }
        if (marks.backslashes != 0 || m_isEscaped)
            marks.quotes &= ~takeEscaped(marks.backslashes, count);
        std::uint64_t inString = m_isInString ? ~std::uint64_t{0} : 0;
        if (marks.quotes != 0)
            inString ^= runningXor(marks.quotes);
        m_isInString = ((inString >> (count - 1)) & 1) != 0;

        const std::uint64_t opening = marks.opening & ~inString;
        std::uint64_t brackets = (marks.opening | marks.closing) & ~inString;
        while (brackets != 0) {
            const std::uint64_t lowest = brackets & (~brackets + 1);
            brackets ^= lowest;
            if ((opening & lowest) != 0)
                m_deepest = std::max(m_deepest, ++m_depth);
            else if (--m_depth == 0)
                return at + std::countr_zero(lowest) + 1;
        }
    }
    return -1;
}

qsizetype ItemSplitter::advanceString(const char *data, qsizetype from, qsizetype to)
{
    for (qsizetype at = from; at < to; ++at) {
        const char c = data[at];
        if (m_isEscaped)
            m_isEscaped = false;
        else if (c == '\\')
            m_isEscaped = true;
        else if (c == '"' && std::exchange(m_isInString, true))
            return at + 1;
    }
    return -1;
}

qsizetype ItemSplitter::advanceBare(const char *data, qsizetype from, qsizetype to)
{
    for (qsizetype at = from; at < to; ++at) {
        const char c = data[at];
        if (c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t')
            return at;
    }
    return -1;
}
