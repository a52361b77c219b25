// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "retention.h"

#include "descriptor.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

// Why not; empty: it is removed. Under the lock that writers take, so that nobody writes to what goes.
QString removeMonth(const QString &path, qint64 bytes)
{
    const Descriptor file = Descriptor::open(path, O_RDWR | O_NONBLOCK);
    struct stat status = {};
    if (!file.isOpen() || !file.lock(LOCK_EX) || ::fstat(file.get(), &status) != 0)
        return qt_error_string(errno);
    if (status.st_size != bytes || !file.isAt(path))
        return Texts::tr("something was written to it meanwhile");
    return ::unlink(QFile::encodeName(path).constData()) == 0 ? QString() : qt_error_string(errno);
}

} // namespace

namespace Retention {

QList<JournalMonth> removable(const JournalContents &contents, int months, const QDate &todayUtc)
{
    if (months < 1)
        return {};
    QSet<QString> inUse;
    for (const JournalEntry &entry : contents.entries) {
        if (!entry.isSettled())
            inUse.insert(entry.file());
    }
    QList<JournalMonth> old;
    for (const JournalMonth &month : contents.months) {
        const QDate first = QDate::fromString(month.file.first(7), u"yyyy-MM"_s);
        if (first.isValid() && first.addMonths(1 + months) <= todayUtc && !inUse.contains(month.file))
            old.append(month);
    }
    return old;
}

QList<Error> remove(const QString &folder, const QList<JournalMonth> &months)
{
    QList<Error> problems;
    for (const JournalMonth &month : months) {
        const QString path = folder + u'/' + month.file;
        const QString reason = removeMonth(path, month.bytes);
        if (!reason.isEmpty())
            problems.append(Error::ofFile(path, reason));
    }
    syncFolder(folder);
    return problems;
}

} // namespace Retention
