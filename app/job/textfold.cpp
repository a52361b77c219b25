// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textfold.h"

#include <QList>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <memory>

namespace TextFold {

namespace {

// What one code point becomes, in UTF-8, if it becomes that beside any other.
struct Folding
{
    static constexpr quint8 NotAlone = 0xFF;
    quint8 size = NotAlone;
    std::array<char, 11> bytes{};
};

constexpr char32_t PageSize = 256;
constexpr char32_t Pages = 0x110000 / PageSize;
using Page = std::array<Folding, PageSize>;

// Marks change order among themselves, and Hangul's vowels and finals melt into what is before them.
bool dependsOnNeighbours(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing || QChar::combiningClass(c) != 0 || (c >= 0x1160 && c <= 0x11FF);
}

Folding foldingOf(char32_t c)
{
    if (QChar::isSurrogate(c) || dependsOnNeighbours(c))
        return {};
    const QString folded = foldedByQt(QString::fromUcs4(&c, 1));
    const QList<uint> characters = folded.toUcs4();
    if (std::any_of(characters.begin(), characters.end(),
                    [](uint each) { return dependsOnNeighbours(each); }))
        return {};
    const QByteArray utf8 = folded.toUtf8();
    Folding folding;
    if (utf8.size() > qsizetype(folding.bytes.size()))
        return {};
    folding.size = quint8(utf8.size());
    std::copy(utf8.begin(), utf8.end(), folding.bytes.begin());
    return folding;
}

// Made when one of its code points comes up, and kept until the program ends. Two threads may both make it.
const Page &pageOf(char32_t c)
{
    static std::array<std::atomic<const Page *>, Pages> pages{};
    std::atomic<const Page *> &place = pages[c / PageSize];
    if (const Page *page = place.load(std::memory_order_acquire))
        return *page;
    auto made = std::make_unique<Page>();
    for (char32_t i = 0; i < PageSize; ++i)
        (*made)[i] = foldingOf(c / PageSize * PageSize + i);
    const Page *none = nullptr;
    if (place.compare_exchange_strong(none, made.get(), std::memory_order_acq_rel))
        return *made.release();
    return *none;
}

// The code point at `at`, which is moved behind it.
char32_t nextOf(std::string_view utf8, std::size_t &at)
{
    const auto byte = [&](std::size_t i) {
        return i < utf8.size() ? char32_t(uchar(utf8[i])) : 0U;
    };
    const char32_t first = byte(at);
    if (first < 0x80) {
        at += 1;
        return first;
    }
    if (first < 0xE0) {
        at += 2;
        return (first & 0x1F) << 6 | (byte(at - 1) & 0x3F);
    }
    if (first < 0xF0) {
        at += 3;
        return (first & 0x0F) << 12 | (byte(at - 2) & 0x3F) << 6 | (byte(at - 1) & 0x3F);
    }
    at += 4;
    return ((first & 0x07) << 18 | (byte(at - 3) & 0x3F) << 12 | (byte(at - 2) & 0x3F) << 6 |
            (byte(at - 1) & 0x3F)) %
           (Pages * PageSize);
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

void appendAscii(std::string &folded, std::string_view ascii)
{
    const std::size_t begin = folded.size();
    folded.resize(begin + ascii.size());
    std::transform(ascii.begin(), ascii.end(), folded.begin() + std::ptrdiff_t(begin), lower);
}

bool isSpace(char32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    // None of the letters that are usual in descriptions needs to be looked up.
    constexpr char32_t FirstRare = 0x1680;
    constexpr char32_t LastOfAll = 0x3000;
    return c < FirstRare ? c == 0x85 || c == 0xA0 : c <= LastOfAll && QChar::isSpace(c);
}

// Whether QString::simplified() would leave it as it is.
bool isSimple(std::string_view ascii)
{
    bool wasSpace = true;
    for (const char c : ascii) {
        const bool is = isSpace(uchar(c));
        if (is && (wasSpace || c != ' '))
            return false;
        wasSpace = is;
    }
    return ascii.empty() || !wasSpace;
}

std::string simplified(std::string_view utf8)
{
    std::string simple;
    simple.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        if (!isSpace(nextOf(utf8, at)))
            simple.append(utf8.substr(begin, at - begin));
        else if (!simple.empty() && simple.back() != ' ')
            simple.push_back(' ');
    }
    if (!simple.empty() && simple.back() == ' ')
        simple.pop_back();
    return simple;
}

} // namespace

QString foldedByQt(const QString &text)
{
    // In this order: what comes apart may have capitals in it, as in "İ"; and a syllable of Hangul comes
    // apart into letters, and would else be found in every longer one.
    QString folded = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    folded.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    return folded.normalized(QString::NormalizationForm_C);
}

bool isAscii(std::string_view text)
{
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        if ((eight & 0x8080808080808080U) != 0)
            return false;
    }
    return std::all_of(text.begin() + std::ptrdiff_t(at), text.end(), [](char c) { return uchar(c) < 0x80; });
}

void append(std::string &folded, std::string_view utf8)
{
    if (isAscii(utf8)) {
        appendAscii(folded, utf8);
        return;
    }
    const std::size_t begin = folded.size();
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = nextOf(utf8, at);
        if (c < 0x80) {
            folded.push_back(lower(char(c)));
            continue;
        }
        const Folding &folding = pageOf(c)[c % PageSize];
        if (folding.size == Folding::NotAlone) {
            folded.resize(begin);
            folded.append(foldedByQt(QString::fromUtf8(utf8.data(), qsizetype(utf8.size()))).toStdString());
            return;
        }
        folded.append(folding.bytes.data(), folding.size);
    }
}

void appendSimplified(std::string &folded, std::string_view utf8)
{
    if (isAscii(utf8) && isSimple(utf8))
        appendAscii(folded, utf8);
    else
        append(folded, simplified(utf8));
}

QByteArray folded(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    std::string folded;
    append(folded, {utf8.data(), std::size_t(utf8.size())});
    return {folded.data(), qsizetype(folded.size())};
}

} // namespace TextFold
