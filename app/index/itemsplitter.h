// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>

// Finds where a JSON value ends whose text comes in pieces of any size. It knows strings and brackets only:
// what it tells is right for a valid value, and whether it is one is for others to say. A bracket ends what
// any bracket has begun. No recursion: the depth is only a number.
class ItemSplitter
{
public:
    // How many bytes behind the end of a piece must be readable, whatever they are.
    static constexpr qsizetype Padding = 64;

    // A value begins with this byte. It is the first that advance() wants to see.
    void begin(char first);
    // Looks at the bytes from `from` up to `to` of `data`, which go on where the last ones ended. The offset
    // in `data` just behind the value's last byte; -1 if it goes on.
    qsizetype advance(const char *data, qsizetype from, qsizetype to);

    // Whether the value may be complete although advance() said that it goes on: a number or a word, at the
    // end of the text.
    bool mayEndHere() const { return m_kind == Kind::Bare; }
    // The most brackets that were open at once.
    qint64 deepest() const { return m_deepest; }

private:
    enum class Kind { Nested, String, Bare };

    qsizetype advanceNested(const char *data, qsizetype from, qsizetype to);
    qsizetype advanceString(const char *data, qsizetype from, qsizetype to);
    static qsizetype advanceBare(const char *data, qsizetype from, qsizetype to);
    std::uint64_t takeEscaped(std::uint64_t backslashes, int count);

    Kind m_kind = Kind::Bare;
    qint64 m_depth = 0;
    qint64 m_deepest = 0;
    bool m_isInString = false;
    bool m_isEscaped = false; // the next byte
};
