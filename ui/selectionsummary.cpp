// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "selectionsummary.h"

#include "access.h"
#include "jobdetails.h"
#include "jobtable.h"
#include "listtexts.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SelectionSummary)
};

// The most frequent first.
QList<std::pair<QString, int>> inOrder(const QHash<QString, int> &counts)
{
    QList<std::pair<QString, int>> result;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        result.append({it.key(), it.value()});
    std::sort(result.begin(), result.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return result;
}

// "Fred (3), Anna (1), 2 others"
QString listOf(const QHash<QString, int> &counts)
{
    constexpr qsizetype Most = 6;
    const auto entries = inOrder(counts);
    QStringList texts;
    for (const auto &[name, count] : entries.first(std::min(Most, entries.size()))) {
        // A name in another direction would take the number along.
        const bool isOther = name.isRightToLeft() != QGuiApplication::isRightToLeft();
        const QString shown = isOther ? QChar(0x2068) + name.left(80) + QChar(0x2069) : name.left(80);
        texts << Texts::tr("%1 (%L2)", "name (how many)").arg(shown).arg(count);
    }
    if (entries.size() > Most)
        texts << Texts::tr("%Ln other(s)", "names that are not listed", int(entries.size() - Most));
    return texts.join(", "_L1);
}

} // namespace

QString selectionText(const QList<Job> &jobs, const std::function<QString(const Job &)> &whyNotRemovable)
{
    QHash<QString, int> types;
    QHash<QString, int> owners;
    QHash<QString, int> reasons;
    int barred = 0;
    for (const Job &job : jobs) {
        ++types[job.type().value.isEmpty() ? Texts::tr("no type") : typeTitle(job.type().value)];
        ++owners[job.ownerLabel().isEmpty() ? Texts::tr("nobody") : job.ownerLabel()];
        if (const QString why = whyNotRemovable(job); !why.isEmpty()) {
            ++reasons[why];
            ++barred;
        }
    }
    QStringList lines{Texts::tr("Types: %1").arg(listOf(types)), Texts::tr("Owners: %1").arg(listOf(owners))};
    if (barred == 0)
        return lines.join(u'\n');
    lines << QString() << Texts::tr("%Ln of them can't be deleted:", nullptr, barred);
    constexpr qsizetype MostReasons = 5;
    const auto entries = inOrder(reasons);
    for (const auto &[why, count] : entries.first(std::min(MostReasons, entries.size())))
        lines << Texts::tr("%L1 × %2", "how many, why").arg(count).arg(why);
    if (entries.size() > MostReasons)
        lines << u"…"_s;
    return lines.join(u'\n');
}

SelectionSummary::SelectionSummary(JobTable *table, JobDetails *details, Access *access, QObject *parent)
    : QObject(parent), m_table(table), m_details(details), m_access(access)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SelectionSummary::lookAtJobs);
    connect(&m_reader, &RecordReader::came, this, &SelectionSummary::lookAtJobs);
}

void SelectionSummary::update()
{
    m_details->showSeveral(m_table->selectedCount(), m_text);
    // A tenth of the time at most.
    const qint64 next = m_sinceLast.isValid() ? 10 * m_tookMs - m_sinceLast.elapsed() : 0;
    if (!m_pause.isActive())
        m_pause.start(int(std::max<qint64>(next, 0)));
}

void SelectionSummary::lookAtJobs()
{
    const qsizetype count = m_table->selectedCount();
    if (count < 2)
        return;
    m_sinceLast.start();
    const QList<Job> jobs = count > MostLookedAt ? QList<Job>() : m_table->selectedJobs();
    if (!m_reader.read(jobs))
        return;
    m_text = jobs.isEmpty() && m_access->isReadOnly() ? tr("They are too many to look at each of them here.")
             : jobs.isEmpty()
                 ? tr("They are too many to look at each of them here. Before anything is "
                      "deleted, all are listed, with those that can't be.")
                 : selectionText(jobs, [this](const Job &job) { return m_access->whyNotRemovable(job); });
    m_tookMs = m_sinceLast.elapsed();
    m_details->showSeveral(count, m_text);
}
