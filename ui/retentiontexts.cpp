// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "retentiontexts.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RetentionTexts)
};

QString monthText(const JournalMonth &month)
{
    const QDate first = QDate::fromString(month.file.first(7), u"yyyy-MM"_s);
    const QLocale locale;
    return u"%1 %2"_s.arg(locale.standaloneMonthName(first.month())).arg(first.year());
}

} // namespace

QString journalSizeText(const JournalContents &contents)
{
    const QString deletions = Texts::tr("%Ln deletion(s)", nullptr, int(contents.entries.size()));
    const QString files = Texts::tr("%Ln file(s)", nullptr, int(contents.months.size()));
    return Texts::tr("%1 in %2, %3", "deletions, files, size")
        .arg(deletions, files, QLocale().formattedDataSize(contents.bytes()));
}

qsizetype deletionsIn(const QList<JournalMonth> &months)
{
    qsizetype sum = 0;
    for (const JournalMonth &month : months)
        sum += month.deletions;
    return sum;
}

QString monthsText(const QList<JournalMonth> &months)
{
    constexpr qsizetype MostNamed = 6;
    if (months.size() > MostNamed) {
        return Texts::tr("%Ln month(s), from %1 to %2", nullptr, int(months.size()))
            .arg(monthText(months.constFirst()), monthText(months.constLast()));
    }
    QStringList names;
    for (const JournalMonth &month : months)
        names << monthText(month);
    return names.join(", "_L1);
}

QString problemsText(const QList<Error> &problems)
{
    QStringList lines;
    for (const Error &problem : problems)
        lines << problem.whatHappened();
    return lines.join(u'\n');
}
