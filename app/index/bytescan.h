// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

// Looks at many bytes at once.
namespace ByteScan {

struct Encoding
{
    std::size_t notAscii = 0;       // bytes
    bool hasUnicodeEscapes = false; // \u, or what may be one
};
Encoding encodingOf(std::string_view json);
std::size_t countNotAscii(std::string_view text);

} // namespace ByteScan
