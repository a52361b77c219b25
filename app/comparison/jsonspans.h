// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

// JSON text as it stands, without values that would be made of it: numbers are compared digit by digit. The
// text must be valid, but for trailing commas, and nested as deep as QJsonDocument follows at most.
namespace JsonSpans {

inline bool isObject(std::string_view value)
{
    return !value.empty() && value.front() == '{';
}
inline bool isArray(std::string_view value)
{
    return !value.empty() && value.front() == '[';
}
inline bool isString(std::string_view value)
{
    return !value.empty() && value.front() == '"';
}

struct Member
{
    std::string_view key; // what it says, without quotes and escapes
    std::string_view value;
};

// The members of an object; valid as long as its text, and this.
class Members
{
public:
    // Of a value that is no object, none.
    explicit Members(std::string_view object);

    // In the order of the text until sort(), then in that of the keys.
    const std::vector<Member> &all() const { return m_members; }
    std::vector<Member> &all() { return m_members; }
    // Of those with the same key, the last is left.
    void sort();
    // The value of the last member of that key; empty: there is none.
    std::string_view value(std::string_view key) const;

private:
    std::vector<Member> m_members;
    std::deque<std::string> m_decoded; // keys with escapes
};

std::vector<std::string_view> elementsOf(std::string_view array);

// What a string says; it has its quotes.
std::string decoded(std::string_view string);
// Whether both mean the same: the order of members, escapes, blanks and the way to write a number are no
// difference.
bool areSame(std::string_view a, std::string_view b);
// The same tokens without blanks, and without trailing commas.
QByteArray minified(std::string_view value);

} // namespace JsonSpans
