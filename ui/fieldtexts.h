// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobfields.h"
#include "jobshape.h"

#include <QJsonObject>

// How one value of a record is told: missing, null, empty and of an unexpected type in words, all else as
// text.
namespace FieldTexts {

// `text` is what to show of a value of the expected type.
JobField field(const QString &label, const JobShape::Value &value, Presence presence, const QString &text);
JobField textField(const QString &label, const JobShape::Value &value);
JobField flagField(const QString &label, const JobShape::Value &value);
JobField listField(const QString &label, const JobShape::Value &value);
// In local time, and as sent.
JobField timeField(const QString &label, const JobShape::Value &value);
// A field for each member.
JobFieldGroup objectGroup(const QString &title, const QJsonObject &object);

} // namespace FieldTexts
