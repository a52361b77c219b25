// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the index of a file, sorts and searches it without a window, against what the plain algorithms need
// for as many numbers or bytes.
#include "benchapplication.h"
#include "figures.h"
#include "inventedfile.h"
#include "yardsticks.h"

#include "arrangement.h"
#include "concernrows.h"
#include "jobindex.h"
#include "recordfile.h"
#include "responsereader.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Making
{
    JobIndex index;
    double toIndexMs = 0; // without reading, and without finding where records begin
    double toParseMs = 0; // of simdjson alone, for the same records
};

std::shared_ptr<RecordFile> openedFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        qFatal("cannot open %s", qPrintable(path));
    return std::make_shared<RecordFile>(descriptor, path, path);
}

void parseAll(const ResponseWindow &window, simdjson::dom::parser &parser)
{
    for (const ResponseWindow::Span &span : window.records) {
        const QByteArrayView text = window.text().sliced(span.begin, span.length);
        if (parser.parse(text.data(), std::size_t(text.size()), false).error() != simdjson::SUCCESS)
            qFatal("an invented job is no JSON");
    }
}

// On one thread.
Making make(const QString &path)
{
    Making making;
    const auto file = openedFile(path);
    ResponseReader reader(file, {});
    ResponseWindow window;
    JobIndexBuilder index;
    simdjson::dom::parser parser;
    while (reader.next(window, {})) {
        const Clock::time_point begin = Clock::now();
        parseAll(window, parser);
        const Clock::time_point parsed = Clock::now();
        RecordBlockBuilder block(file, window.base);
        for (const ResponseWindow::Span &span : window.records)
            block.append(window.text().sliced(span.begin, span.length), window.base + span.begin,
                         RecordBlockBuilder::Leniency::Strict, nullptr);
        index.append(block.take());
        making.toParseMs += millisecondsBetween(begin, parsed);
        making.toIndexMs += millisecondsBetween(parsed, Clock::now());
    }
    making.index = index.snapshot();
    return making;
}

double timeToArrange(const JobIndex &index, const Arrangement &arrangement)
{
    const Clock::time_point begin = Clock::now();
    const auto outcome = arrangement.arrange(index, {});
    const double time = millisecondsBetween(begin, Clock::now());
    if (!outcome || outcome->error || outcome->rows.empty())
        qFatal("there is nothing to show");
    return time;
}

void sortAll(const JobIndex &index, int rounds)
{
    Arrangement arrangement;
    for (const ColumnSpec &spec : columnSpecs()) {
        if (isOfDeletions(spec.column))
            continue;
        Sample times;
        Sample yardstick;
        for (int round = 0; round < rounds; ++round) {
            arrangement.sortColumn = spec.column;
            arrangement.order = round % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            times.push_back(timeToArrange(index, arrangement));
            yardstick.push_back(timeToSortPairs(std::size_t(index.size()), unsigned(round)));
        }
        comparison(u"index of %L1: sort by %2, against std::sort of as many pairs"_s.arg(index.size())
                       .arg(columnTitle(spec.column)),
                   times, yardstick, spec.column == Column::Description ? 15.0 : 1.0)
            .print();
    }
}

void chooseType(const JobIndex &index, int rounds)
{
    Arrangement arrangement;
    arrangement.type = u"plan"_s;
    Sample times;
    for (int round = 0; round < rounds; ++round)
        times.push_back(timeToArrange(index, arrangement));
    bounded(u"index of %L1: choose a type"_s.arg(index.size()), times, 0.5, 20).print();
}

void countConcerns(const JobIndex &index, int rounds)
{
    Sample times;
    for (int round = 0; round < rounds; ++round) {
        const ConcernLimits limits{ConcernLimits::DefaultMinutes, QDateTime::currentMSecsSinceEpoch()};
        const Clock::time_point begin = Clock::now();
        const auto counts = ConcernRows::count(index.data(), {}, limits, {});
        times.push_back(millisecondsBetween(begin, Clock::now()));
        if (!counts)
            qFatal("nothing was counted");
    }
    bounded(u"index of %L1: count what needs attention"_s.arg(index.size()), times, 0.5, 50).print();
}

void searchRecords(const JobIndex &index, const QString &path, int rounds)
{
    const MappedFile file(path);
    // Not every job names nodes.
    QString node;
    for (auto row = JobIndex::Row(index.rowCount() / 2); node.isEmpty() && row < index.rowCount(); ++row)
        node = index.jobAt(row).scope().nodes.value(0);
    if (node.isEmpty())
        qFatal("no job of the second half names nodes");
    Sample times;
    Sample yardstick;
    for (int round = 0; round < rounds; ++round) {
        Arrangement arrangement;
        arrangement.filter = TextFilter(node);
        times.push_back(timeToArrange(index, arrangement));
        yardstick.push_back(file.timeToFind(node.toUtf8()));
    }
    comparison(u"index of %L1: search for a node, against memmem over the mapped file"_s.arg(index.size()),
               times, yardstick, 1.5)
        .print();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 jobs = jobsToMeasure(arguments);
    const int rounds = repetitions(arguments, 7, 3);
    const QString path = inventedFile(arguments, jobs);
    Sample times;
    Sample yardstick;
    JobIndex index;
    for (int round = 0; round < rounds; ++round) {
        const Making making = make(path);
        times.push_back(making.toIndexMs);
        yardstick.push_back(making.toParseMs);
        index = making.index;
    }
    comparison(u"index of %L1: make it, against simdjson parsing each job"_s.arg(index.size()), times,
               yardstick)
        .print();
    sortAll(index, rounds);
    chooseType(index, rounds);
    countConcerns(index, rounds);
    searchRecords(index, path, rounds);
    return 0;
}
