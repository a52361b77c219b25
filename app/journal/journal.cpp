// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal.h"

#include "journalsession.h"
#include "monthfile.h"

#include <QStandardPaths>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Empty: the lines go to several.
QString onlyFileOf(const QList<JournalLine> &lines)
{
    const QString file = lines.isEmpty() ? QString() : lines.constFirst().file;
    const bool isOnly = std::all_of(lines.begin(), lines.end(),
                                    [&file](const JournalLine &line) { return line.file == file; });
    return isOnly ? file : QString();
}

} // namespace

// The thread that writes, and what waits for it.
class Journal::Writer
{
public:
    using Results = QList<std::optional<Error>>;

    // `tell` is called in the thread, with one result for each append() since the last time.
    Writer(const QString &folder, std::function<void(const Results &)> tell)
        : m_folder(folder), m_file(folder), m_tell(std::move(tell)), m_thread([this] { run(); })
    {
    }

    ~Writer()
    {
        {
            const std::lock_guard guard(m_mutex);
            m_isLast = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }

    void append(QList<JournalLine> lines)
    {
        {
            const std::lock_guard guard(m_mutex);
            m_waiting.append(std::move(lines));
        }
        m_wake.notify_one();
    }

    QString session() const { return m_session.id(); }
    qsizetype commits() const { return m_file.commits(); }

private:
    using Batch = QList<JournalLine>;

    void run();
    Results write(const QList<Batch> &batches);
    Results writeTogether(const QList<Batch> &batches);

    const QString m_folder;
    JournalSession m_session;
    MonthFile m_file;
    const std::function<void(const Results &)> m_tell;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QList<Batch> m_waiting; // guarded by m_mutex, as is m_isLast
    bool m_isLast = false;
    std::thread m_thread; // the last member: it uses the others
};

void Journal::Writer::run()
{
    for (;;) {
        QList<Batch> batches;
        {
            std::unique_lock guard(m_mutex);
            m_wake.wait(guard, [this] { return m_isLast || !m_waiting.isEmpty(); });
            batches = std::exchange(m_waiting, {});
        }
        if (batches.isEmpty())
            return;
        m_tell(write(batches));
    }
}

// What goes to one file goes there together.
Journal::Writer::Results Journal::Writer::write(const QList<Batch> &batches)
{
    Results results;
    for (qsizetype i = 0; i < batches.size();) {
        const QString file = onlyFileOf(batches.at(i));
        qsizetype end = i + 1;
        while (end < batches.size() && !file.isEmpty() && onlyFileOf(batches.at(end)) == file)
            ++end;
        results += writeTogether(batches.sliced(i, end - i));
        i = end;
    }
    return results;
}

// If that fails, one by one: one may be small enough for what is left of the disk.
Journal::Writer::Results Journal::Writer::writeTogether(const QList<Batch> &batches)
{
    Batch all;
    for (const Batch &batch : batches)
        all += batch;
    const std::optional<Error> problem =
        m_session.begin(m_folder) ? m_file.append(all) : MonthFile::problem(m_folder, qt_error_string(errno));
    if (!problem || batches.size() == 1)
        return Results(batches.size(), problem);
    Results results;
    for (const Batch &batch : batches)
        results += writeTogether({batch});
    return results;
}

Journal::Journal(QString folder, QObject *parent)
    : QObject(parent),
      m_folder(std::move(folder)),
      m_writer(std::make_unique<Writer>(m_folder, [this](const Writer::Results &results) {
          QMetaObject::invokeMethod(
              this, [this, results] { tell(results); }, Qt::QueuedConnection);
      }))
{
    m_session = m_writer->session();
}

Journal::~Journal() = default;

QString Journal::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/callboard/journal"_L1;
}

void Journal::append(const QList<JournalLine> &lines, QObject *context, Written written)
{
    m_askers.enqueue({context, std::move(written)});
    m_writer->append(lines);
}

qsizetype Journal::commits() const
{
    return m_writer->commits();
}

void Journal::tell(const QList<std::optional<Error>> &results)
{
    // Whoever is called may end the journal.
    const QPointer<Journal> alive = this;
    for (const std::optional<Error> &result : results) {
        const Asker asker = m_askers.dequeue();
        if (asker.context && asker.written)
            asker.written(result);
        if (!alive)
            return;
    }
    Q_EMIT changed();
}
