// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "jsontext.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace JsonText {

// Why a text is no JSON (RFC 8259), and at which byte.
struct Fault
{
    qsizetype offset = 0;
    QString reason;
};
// Strict: QJsonDocument alone lets raw control characters and numbers such as "1." pass.
std::optional<Fault> faultIn(const QByteArray &text);
// The same for the beginning of a text that goes on: only what is wrong whatever follows.
std::optional<Fault> faultInBeginning(QByteArrayView text);
// By the grammar alone, which is slower than faultIn() where there is none.
std::optional<Fault> findFault(QByteArrayView text);
// For a reader of `subject`: the place in lines and columns.
Error faultError(Error::Kind kind, const QString &subject, QByteArrayView text, const Fault &fault);
Error faultError(Error::Kind kind, const QString &subject, const Position &position, const QString &reason);

} // namespace JsonText
