// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "valueexcerpt.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Long = 300; // characters
constexpr qsizetype Around = 60;
constexpr qsizetype MostNamed = 20;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ValueExcerpts)
};

// The entries of a list as text; none: it is no list.
std::optional<QStringList> entriesOf(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return std::nullopt;
    QStringList entries;
    const QJsonArray array = document.array();
    for (const QJsonValue &entry : array) {
        const QByteArray json = QJsonDocument(QJsonArray{entry}).toJson(QJsonDocument::Compact);
        entries << (entry.isString() ? entry.toString() : QString::fromUtf8(json.sliced(1, json.size() - 2)));
    }
    return entries;
}

// What is in a list more often than in the other one, in its order.
QStringList onlyIn(const QStringList &entries, const QStringList &others)
{
    QHash<QString, int> left;
    for (const QString &entry : others)
        ++left[entry];
    QStringList only;
    for (const QString &entry : entries) {
        if (--left[entry] < 0)
            only << entry;
    }
    return only;
}

QString textOf(const QStringList &entries, const QStringList &only)
{
    const QString count = Texts::tr("%Ln entries", "of a list", int(entries.size()));
    if (only.isEmpty())
        return Texts::tr("%1, all of them also on the other side", "a number of entries").arg(count);
    QString named = only.mid(0, MostNamed).join(", "_L1);
    if (only.size() > MostNamed)
        named = Texts::tr("%1 and %Ln more", "entries of a list", int(only.size() - MostNamed)).arg(named);
    return Texts::tr("%1, only here: %2", "a number of entries, some of them").arg(count, named);
}

// Without half a character at either end.
QString cut(const QString &text, qsizetype from, qsizetype to)
{
    if (from > 0 && text.at(from).isLowSurrogate())
        --from;
    if (to < text.size() && text.at(to).isLowSurrogate())
        ++to;
    const QString before = from > 0 ? u"…"_s : QString();
    const QString after = to < text.size() ? u"…"_s : QString();
    return before + text.sliced(from, to - from) + after;
}

// Both have the same characters up to one place, and from another one on.
QString around(const QString &text, qsizetype sameStart, qsizetype sameEnd)
{
    const qsizetype from = std::max<qsizetype>(sameStart - Around, 0);
    const qsizetype to = std::min({text.size() - sameEnd + Around, from + Long, text.size()});
    return Texts::tr("%Ln characters, there: %1", "of a long text, the place where it differs",
                     int(text.size()))
        .arg(cut(text, std::min(from, to), to));
}

} // namespace

ValueExcerpts ValueExcerpts::of(const QString &before, const QString &after)
{
    if (std::max(before.size(), after.size()) < Long || before.isEmpty() || after.isEmpty())
        return {};
    const auto left = entriesOf(before);
    const auto right = entriesOf(after);
    if (left && right)
        return {textOf(*left, onlyIn(*left, *right)), textOf(*right, onlyIn(*right, *left))};
    const auto [first, other] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const qsizetype sameStart = first - before.begin();
    const qsizetype most = std::min(before.size(), after.size()) - sameStart;
    qsizetype sameEnd = 0;
    while (sameEnd < most && before.at(before.size() - 1 - sameEnd) == after.at(after.size() - 1 - sameEnd))
        ++sameEnd;
    return {around(before, sameStart, sameEnd), around(after, sameStart, sameEnd)};
}
