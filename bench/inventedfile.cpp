// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventedfile.h"

#include "figures.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

qint64 jobsToMeasure(const QStringList &arguments)
{
    const QString usual = arguments.contains("--quick"_L1) ? u"100000"_s : u"1000000"_s;
    return std::max(optionValue(arguments, u"--jobs"_s, usual).toLongLong(), 100LL);
}

QString inventedFile(const QStringList &arguments, qint64 jobs, InventedJobs::Form form)
{
    const bool isPretty = form == InventedJobs::Form::Pretty;
    const QDir folder(optionValue(arguments, u"--data"_s, QStringLiteral(CALLBOARD_BENCH_DATA)));
    const QString path = folder.filePath(
        u"jobs-%1-v%2%3.json"_s.arg(jobs).arg(InventedJobs::Version).arg(isPretty ? "-pretty"_L1 : ""_L1));
    // It bears its name only since it was complete.
    if (QFileInfo::exists(path))
        return path;
    QSaveFile file(path);
    const auto take = [](void *to, QByteArrayView piece) {
        return static_cast<QSaveFile *>(to)->write(piece.data(), piece.size()) == piece.size();
    };
    if (!folder.mkpath(u"."_s) || !file.open(QIODevice::WriteOnly) ||
        !InventedJobs::write(jobs, 0, jobs, form, take, &file) || !file.commit())
        qFatal("cannot write %s: %s", qPrintable(path), qPrintable(file.errorString()));
    return path;
}

QString nameOfInventedFile(const QString &path, qint64 jobs)
{
    const double megabytes = double(QFileInfo(path).size()) / 1e6;
    return u"file of %L1 jobs%2 (%3 MB)"_s.arg(jobs)
        .arg(path.contains("-pretty"_L1) ? ", set in lines"_L1 : ""_L1)
        .arg(megabytes, 0, 'f', megabytes < 10 ? 1 : 0);
}
