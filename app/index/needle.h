// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textfilter.h"

#include <string>
#include <string_view>

// A text to look for, in the forms that the ways of looking need.
class Needle
{
public:
    explicit Needle(const TextFilter &filter);

    const TextFilter &filter() const { return m_filter; }
    // In the form of TextFold.
    std::string_view folded() const { return m_folded; }
    bool isAscii() const { return m_isAscii; }
    // Whether accents count; then what has `folded` in it may be what is looked for, and nothing else, unless
    // isUncertain().
    bool hasAccents() const { return m_filter.hasAccents(); }
    bool isUncertain() const { return m_isUncertain; }
    // Whether it may reach from one text of a record into the next.
    bool isOdd() const { return m_isOdd; }
    // The longest part of `folded` that stands in a record as it is, but for case, if it is there; empty:
    // there is none.
    const std::string &plainPart() const { return m_plainPart; }

    bool isInFolded(std::string_view text) const { return text.find(m_folded) != std::string_view::npos; }
    bool isIn(std::string_view utf8) const;

private:
    const TextFilter m_filter;
    std::string m_folded;
    std::string m_plainPart;
    bool m_isAscii = false;
    bool m_isUncertain = false;
    bool m_isOdd = false;
};
