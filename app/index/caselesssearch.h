// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Finds an ASCII text whatever the case of its letters, at about the speed of memory.
class CaselessSearch
{
public:
    // Of small letters; not empty.
    explicit CaselessSearch(std::string text);

    static constexpr std::size_t NotFound = std::string_view::npos;
    // The first place at or after `from`.
    std::size_t findIn(std::string_view bytes, std::size_t from) const;

private:
    bool isAt(const char *bytes) const;

    const std::string m_text;
    std::size_t m_first = 0; // two places in it that few other texts share
    std::size_t m_second = 0;
};
