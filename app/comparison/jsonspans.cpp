// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonspans.h"

#include "jsontext.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace JsonSpans {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

const char *skipBlanks(const char *at, const char *end)
{
    while (at < end && isBlank(*at))
        ++at;
    return at;
}

// Behind the closing quote; `at` is the opening one.
const char *skipString(const char *at, const char *end)
{
    const char *from = at + 1;
    while (from < end) {
        const void *found = std::memchr(from, '"', std::size_t(end - from));
        if (!found)
            return end;
        const char *quote = static_cast<const char *>(found);
        const char *escape = quote;
        while (escape[-1] == '\\')
            --escape;
        if ((quote - escape) % 2 == 0)
            return quote + 1;
        from = quote + 1;
    }
    return end;
}

const char *skipNested(const char *at, const char *end)
{
    qsizetype depth = 0;
    while (at < end) {
        switch (*at) {
        case '"':
            at = skipString(at, end);
            continue;
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (--depth == 0)
                return at + 1;
            break;
        default:
            break;
        }
        ++at;
    }
    return end;
}

const char *skipValue(const char *at, const char *end)
{
    if (at == end)
        return end;
    if (*at == '"')
        return skipString(at, end);
    if (*at == '{' || *at == '[')
        return skipNested(at, end);
    while (at < end && !isBlank(*at) && *at != ',' && *at != '}' && *at != ']')
        ++at;
    return at;
}

std::string_view viewOf(const char *begin, const char *end)
{
    return {begin, std::size_t(end - begin)};
}

// Behind a comma, if there is one.
const char *skipComma(const char *at, const char *end)
{
    at = skipBlanks(at, end);
    return at < end && *at == ',' ? skipBlanks(at + 1, end) : at;
}

bool hasEscapes(std::string_view text)
{
    return text.find('\\') != std::string_view::npos;
}

// A number as its digits, without zeros at either end, and a power of ten.
struct Decimal
{
    bool isNegative = false;
    std::string digits; // none: zero
    qint64 exponent = 0;

    bool operator==(const Decimal &) const = default;
};

// None: the power of ten is beyond all numbers.
std::optional<Decimal> decimalOf(std::string_view text)
{
    Decimal number;
    std::size_t at = 0;
    if (text[at] == '-') {
        number.isNegative = true;
        ++at;
    }
    bool isFraction = false;
    for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
        if (text[at] == '.') {
            isFraction = true;
            continue;
        }
        number.digits += text[at];
        number.exponent -= isFraction ? 1 : 0;
    }
    if (at < text.size()) {
        ++at;
        if (at < text.size() && text[at] == '+')
            ++at;
        constexpr qint64 Most = 1'000'000'000'000;
        qint64 exponent = 0;
        const auto read = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
        if (read.ec != std::errc() || exponent > Most || exponent < -Most)
            return std::nullopt;
        number.exponent += exponent;
    }
    number.digits.erase(0, std::min(number.digits.find_first_not_of('0'), number.digits.size()));
    const std::size_t last = number.digits.find_last_not_of('0');
    if (last == std::string::npos)
        return Decimal();
    number.exponent += qint64(number.digits.size() - 1 - last);
    number.digits.resize(last + 1);
    return number;
}

bool areSameNumbers(std::string_view a, std::string_view b)
{
    const auto first = decimalOf(a);
    const auto second = decimalOf(b);
    return first && second && *first == *second;
}

bool areSameObjects(std::string_view a, std::string_view b)
{
    Members first(a);
    Members second(b);
    first.sort();
    second.sort();
    return std::equal(first.all().begin(), first.all().end(), second.all().begin(), second.all().end(),
                      [](const Member &left, const Member &right) {
                          return left.key == right.key && areSame(left.value, right.value);
                      });
}

bool areSameArrays(std::string_view a, std::string_view b)
{
    const std::vector<std::string_view> first = elementsOf(a);
    const std::vector<std::string_view> second = elementsOf(b);
    return std::equal(first.begin(), first.end(), second.begin(), second.end(), areSame);
}

// Keeps halves of surrogate pairs apart, which UTF-8 has no room for.
QString utf16Of(std::string_view string)
{
    return JsonText::decodedString(QByteArrayView(string.data(), qsizetype(string.size())));
}

bool isNumber(std::string_view value)
{
    return !value.empty() && (value.front() == '-' || (value.front() >= '0' && value.front() <= '9'));
}

} // namespace

Members::Members(std::string_view object)
{
    if (!isObject(object))
        return;
    constexpr std::size_t Usual = 16;
    m_members.reserve(Usual);
    const char *end = object.data() + object.size();
    const char *at = skipBlanks(object.data() + 1, end);
    while (at < end && *at == '"') {
        const char *keyEnd = skipString(at, end);
        std::string_view key = viewOf(at + 1, keyEnd - 1);
        if (hasEscapes(key))
            key = m_decoded.emplace_back(decoded(viewOf(at, keyEnd)));
        // Behind the colon.
        const char *value = skipBlanks(keyEnd, end);
        value = value < end ? skipBlanks(value + 1, end) : end;
        const char *valueEnd = skipValue(value, end);
        m_members.push_back({key, viewOf(value, valueEnd)});
        at = skipComma(valueEnd, end);
    }
}

void Members::sort()
{
    const auto comesBefore = [](const Member &a, const Member &b) {
        return a.key < b.key;
    };
    constexpr std::size_t Few = 32;
    if (m_members.size() > Few) {
        std::stable_sort(m_members.begin(), m_members.end(), comesBefore);
    } else {
        for (auto at = m_members.begin(); at != m_members.end(); ++at)
            std::rotate(std::upper_bound(m_members.begin(), at, *at, comesBefore), at, at + 1);
    }
    // unique() leaves the first of equals.
    const auto isSameKey = [](const Member &a, const Member &b) {
        return a.key == b.key;
    };
    if (std::adjacent_find(m_members.begin(), m_members.end(), isSameKey) == m_members.end())
        return;
    std::reverse(m_members.begin(), m_members.end());
    m_members.erase(std::unique(m_members.begin(), m_members.end(), isSameKey), m_members.end());
    std::reverse(m_members.begin(), m_members.end());
}

std::string_view Members::value(std::string_view key) const
{
    const auto found = std::find_if(m_members.rbegin(), m_members.rend(),
                                    [key](const Member &member) { return member.key == key; });
    return found == m_members.rend() ? std::string_view() : found->value;
}

std::vector<std::string_view> elementsOf(std::string_view array)
{
    std::vector<std::string_view> elements;
    if (!isArray(array))
        return elements;
    const char *end = array.data() + array.size();
    const char *at = skipBlanks(array.data() + 1, end);
    while (at < end && *at != ']') {
        const char *valueEnd = skipValue(at, end);
        elements.push_back(viewOf(at, valueEnd));
        at = skipComma(valueEnd, end);
    }
    return elements;
}

std::string decoded(std::string_view string)
{
    if (!hasEscapes(string))
        return std::string(string.substr(1, string.size() - 2));
    return utf16Of(string).toStdString();
}

bool areSame(std::string_view a, std::string_view b)
{
    if (a == b)
        return true;
    if (a.empty() || b.empty())
        return false;
    if (isNumber(a) && isNumber(b))
        return areSameNumbers(a, b);
    if (a.front() != b.front())
        return false;
    switch (a.front()) {
    case '"':
        return (hasEscapes(a) || hasEscapes(b)) && utf16Of(a) == utf16Of(b);
    case '{':
        return areSameObjects(a, b);
    case '[':
        return areSameArrays(a, b);
    default:
        return false;
    }
}

QByteArray minified(std::string_view value)
{
    QByteArray text;
    text.reserve(qsizetype(value.size()));
    const char *end = value.data() + value.size();
    for (const char *at = value.data(); at < end;) {
        if (*at == '"') {
            const char *stringEnd = skipString(at, end);
            text.append(at, stringEnd - at);
            at = stringEnd;
            continue;
        }
        if ((*at == '}' || *at == ']') && text.endsWith(','))
            text.chop(1);
        if (!isBlank(*at))
            text.append(*at);
        ++at;
    }
    return text;
}

} // namespace JsonSpans
