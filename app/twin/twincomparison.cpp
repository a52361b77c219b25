// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "twincomparison.h"

#include "comparedfield.h"
#include "comparisonexport.h"
#include "comparisonwords.h"
#include "indexedtexts.h"
#include "plaintext.h"
#include "texttable.h"
#include "twinoutput.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// The line of the list before alone.
TwinLine beforeOf(const TwinLine &line)
{
    TwinLine side = line;
    side.file = line.before;
    side.url.clear();
    side.profile.clear();
    return side;
}

ComparedList sideOf(const TwinList &list)
{
    const JobSource &source = list.source();
    return {source.label(),
            source.location(),
            source.asOf().value_or(QDateTime::currentDateTimeUtc()),
            {},
            list.index()};
}

} // namespace

TwinComparison::TwinComparison(const TwinLine &line, const Interruption &interruption, QObject *parent)
    : QObject(parent), m_line(line), m_stop(interruption.token()), m_before(beforeOf(line)), m_after(line)
{
    connect(&m_before, &TwinList::ready, this, &TwinComparison::onBeforeReady);
    connect(&m_after, &TwinList::ready, this, &TwinComparison::onReady);
    for (const TwinList *list : {&m_before, &m_after})
        connect(list, &TwinList::failed, this, &TwinComparison::onFailed);
}

void TwinComparison::start()
{
    m_before.start();
}

void TwinComparison::onFailed(const QString &text)
{
    TwinOutput::say(text);
    Q_EMIT finished(TwinExit::Trouble);
}

bool TwinComparison::isDoubted(const TwinList &list)
{
    const QString doubt = list.doubt();
    if (!doubt.isEmpty())
        onFailed(tr("Nothing was compared: the list may be incomplete. %1").arg(doubt));
    return !doubt.isEmpty();
}

void TwinComparison::onBeforeReady()
{
    if (!isDoubted(m_before))
        m_after.start();
}

void TwinComparison::onReady()
{
    if (isDoubted(m_after))
        return;
    const auto comparison = Comparison::of(m_before.index(), m_after.index(), m_stop);
    if (!comparison) {
        Q_EMIT finished(TwinExit::Trouble);
        return;
    }
    if (!*comparison) {
        onFailed(comparison->error().toText());
        return;
    }
    const Comparison &found = comparison->value();
    if (found.isAcrossGenerations)
        TwinOutput::say(acrossGenerationsNote());
    const auto writeAll = [this, &found](QIODevice &out) {
        return write(out, found);
    };
    if (!TwinOutput::deliver(m_line.output, writeAll, m_stop)) {
        Q_EMIT finished(TwinExit::Trouble);
        return;
    }
    const bool isDifferent = found.hasChanges() || (m_line.tellsActivity && found.active > 0);
    Q_EMIT finished(isDifferent ? TwinExit::Different : TwinExit::Fine);
}

std::optional<QString> TwinComparison::write(QIODevice &out, const Comparison &comparison) const
{
    if (m_line.format == TwinLine::Format::Table)
        return writeTable(out, comparison);
    ComparisonExport::Contents contents{comparison, sideOf(m_before), sideOf(m_after),
                                        ComparisonExport::entriesOf(comparison, m_line.tellsActivity),
                                        m_line.tellsActivity};
    const auto format = m_line.format == TwinLine::Format::Csv ? ComparisonExport::Format::Csv
                                                               : ComparisonExport::Format::Json;
    return ComparisonExport::write(out, contents, format, m_stop);
}

std::optional<QString> TwinComparison::writeTable(QIODevice &out, const Comparison &comparison) const
{
    QList<QStringList> lines{{tr("Change"), tr("Name"), tr("Type"), tr("Task or Plan"), tr("What Changed")}};
    for (const std::size_t place : ComparisonExport::entriesOf(comparison, m_line.tellsActivity)) {
        const Comparison::Entry &entry = comparison.entries[place];
        const bool isGone = entry.after == Comparison::NoRow;
        const IndexedTexts texts = isGone ? IndexedTexts::of(comparison.before, entry.before)
                                          : IndexedTexts::of(comparison.after, entry.after);
        const ComparedFields fields = entry.changed | (m_line.tellsActivity ? entry.activity : 0);
        QStringList cells{ComparisonExport::wordOf(entry.kind), texts.name, texts.type, texts.target,
                          labelsOf(fields).join(u", "_s)};
        for (QString &cell : cells)
            cell = PlainText::visible(cell);
        lines << cells;
    }
    QByteArray bytes;
    if (lines.size() > 1) {
        TextTable table;
        for (const QStringList &cells : std::as_const(lines))
            table.measure(cells);
        for (const QStringList &cells : std::as_const(lines))
            bytes += table.line(cells);
        bytes += '\n';
    }
    bytes += summaryOf(comparison).toUtf8() + '\n';
    return out.write(bytes) == bytes.size() ? std::nullopt : std::optional(out.errorString());
}
