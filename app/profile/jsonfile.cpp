// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonfile.h"

#include "jsonfault.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JsonFile)
};

constexpr qint64 Largest = qint64{4} * 1024 * 1024;

} // namespace

Result<QJsonObject> readJsonFile(const QString &path)
{
    Result<QByteArray> content = readSmallFile(path, Largest);
    if (!content)
        return content.error();
    QByteArray &text = content.value();
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    if (const auto fault = JsonText::faultIn(text))
        return JsonText::faultError(Error::Kind::Syntax, QFileInfo(path).fileName(), text, *fault);
    const QJsonDocument json = QJsonDocument::fromJson(text);
    if (!json.isObject())
        return fileError(path, Texts::tr("it is no JSON object"));
    return json.object();
}
