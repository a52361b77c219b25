// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plaintext.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace {

bool isObeyed(uint character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Surrogate:
        return true;
    default:
        return false;
    }
}

} // namespace

namespace PlainText {

QString visible(const QString &text)
{
    constexpr uint FirstPicture = 0x2400; // of control characters, in their order
    constexpr uint PictureOfDelete = 0x2421;
    QString result;
    result.reserve(text.size());
    const auto characters = text.toUcs4();
    for (const uint character : characters) {
        if (!isObeyed(character))
            result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        else if (character < 0x20)
            result += QChar(FirstPicture + character);
        else if (character == 0x7F)
            result += QChar(PictureOfDelete);
        else
            result += "<U+%1>"_L1.arg(QString::number(character, 16).toUpper().rightJustified(4, u'0'));
    }
    return result;
}

} // namespace PlainText
