// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compares two saved responses, without a window: one in which nothing has changed and one in which every job
// has, against what opening both takes.
#include "benchapplication.h"
#include "figures.h"
#include "inventedfile.h"

#include "comparison.h"
#include "openedresponse.h"
#include "parallelreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QSemaphore>

using namespace Qt::StringLiterals;

namespace {

// Opens a file to its end, as a window does.
JobIndex opened(const QString &path)
{
    const auto response = OpenedResponse::at(path);
    if (!response)
        qFatal("%s", qPrintable(response.error().toText()));
    const auto ended = std::make_shared<QSemaphore>();
    const auto reader = ParallelReader::start(response.value().bytes, path, {}, [ended](bool hasEnded) {
        if (hasEnded)
            ended->release();
    });
    ended->acquire();
    if (!reader->state().end->ok())
        qFatal("%s", qPrintable(reader->state().end->error().toText()));
    return reader->state().index;
}

// The same list a day later: every next run is another one.
QString laterFile(const QString &path)
{
    const QString later = path + u".later"_s;
    QFile from(path);
    if (!from.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", qPrintable(path));
    QByteArray text = from.readAll();
    constexpr QByteArrayView Key = "\"next_run\":\"";
    for (qsizetype at = text.indexOf(Key); at >= 0; at = text.indexOf(Key, at + 1)) {
        // The last digit of the year.
        char &digit = text[at + Key.size() + 3];
        digit = digit == '9' ? '0' : char(digit + 1);
    }
    QFile to(later);
    if (!to.open(QIODevice::WriteOnly) || to.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(later));
    return later;
}

struct Measured
{
    Sample opening, comparing;

    qsizetype measure(const QString &before, const QString &after)
    {
        const Clock::time_point begin = Clock::now();
        const JobIndex left = opened(before);
        const JobIndex right = opened(after);
        const Clock::time_point areOpen = Clock::now();
        const auto comparison = Comparison::of(left, right, {});
        comparing.push_back(millisecondsBetween(areOpen, Clock::now()));
        opening.push_back(millisecondsBetween(begin, areOpen));
        if (!comparison || !*comparison)
            qFatal("the files can't be compared");
        return qsizetype(comparison->value().entries.size());
    }
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 jobs = jobsToMeasure(arguments) / 10;
    const int rounds = repetitions(arguments, 9, 3);
    const QString path = inventedFile(arguments, jobs);
    const QString later = laterFile(path);
    Measured same;
    Measured moved;
    for (int round = 0; round < rounds; ++round) {
        if (same.measure(path, path) != 0)
            qFatal("a file differs from itself");
        if (moved.measure(path, later) < jobs / 2)
            qFatal("the next runs did not move");
    }
    QFile::remove(later);
    comparison(u"Compare two files of %L1 jobs that are the same, against opening both"_s.arg(jobs),
               same.comparing, same.opening, 2)
        .print();
    comparison(u"Compare two files of %L1 jobs with other next runs, against opening both"_s.arg(jobs),
               moved.comparing, moved.opening, 2)
        .print();
    return 0;
}
