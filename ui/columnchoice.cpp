// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnchoice.h"

#include "jobsource.h"

#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// What a state ends with, before the number of columns that it is of; Qt passes it over.
constexpr auto Mark = "columns:"_L1;
// Of states that do not tell.
constexpr int ColumnsBefore = int(Column::DeletedBy) + 1;

int columnsOf(const QByteArray &state)
{
    const qsizetype mark = state.lastIndexOf(Mark.data());
    bool isNumber = false;
    const int columns = mark < 0 ? 0 : state.sliced(mark + Mark.size()).toInt(&isNumber);
    return isNumber ? columns : ColumnsBefore;
}

} // namespace

ColumnChoice::ColumnChoice(QHeaderView *header) : m_header(header)
{
    tellFor(nullptr);
    reset();
}

void ColumnChoice::reset()
{
    for (const ColumnSpec &spec : columnSpecs())
        m_chosen.at(std::size_t(spec.column)) = spec.shownAtFirst;
    apply();
}

void ColumnChoice::choose(Column column, bool chosen)
{
    m_chosen.at(std::size_t(column)) = chosen;
    apply();
}

void ColumnChoice::moveToFront(const QList<Column> &columns)
{
    int to = 1;
    for (const Column column : columns)
        m_header->moveSection(m_header->visualIndex(int(column)), to++);
}

bool ColumnChoice::isShown(Column column) const
{
    const auto index = std::size_t(column);
    // Who is not told the next run still wants to know when.
    const bool standsIn = column == Column::ScheduledTime && isChosen(Column::NextRun) &&
                          !m_told.at(std::size_t(Column::NextRun));
    return (m_chosen.at(index) || standsIn) && m_told.at(index);
}

bool ColumnChoice::isTheLast(Column column) const
{
    const auto shown = std::count_if(columnSpecs().begin(), columnSpecs().end(),
                                     [this](const ColumnSpec &spec) { return isShown(spec.column); });
    return shown == 1 && isShown(column);
}

void ColumnChoice::showFor(const JobSource *source)
{
    if (tellFor(source))
        apply();
}

bool ColumnChoice::tellFor(const JobSource *source)
{
    const std::array<bool, Count> before = m_told;
    for (const ColumnSpec &spec : columnSpecs()) {
        m_told.at(std::size_t(spec.column)) =
            source ? source->tells(spec.column) : !isOfDeletions(spec.column);
    }
    return m_told != before;
}

void ColumnChoice::apply()
{
    bool any = false;
    for (const ColumnSpec &spec : columnSpecs()) {
        m_header->setSectionHidden(int(spec.column), !isShown(spec.column));
        any = any || isShown(spec.column);
    }
    if (!any)
        m_header->setSectionHidden(int(Column::Name), false);
}

QByteArray ColumnChoice::state()
{
    const std::array<bool, Count> told = m_told;
    m_told.fill(true);
    apply();
    QByteArray state = m_header->saveState() + Mark.data() + QByteArray::number(int(Count));
    m_told = told;
    apply();
    return state;
}

void ColumnChoice::restore(const QByteArray &state)
{
    if (!m_header->restoreState(state))
        return;
    // Qt shows those that the state does not know.
    const int known = columnsOf(state);
    for (const ColumnSpec &spec : columnSpecs()) {
        const int section = int(spec.column);
        m_chosen.at(std::size_t(section)) =
            section < known ? !m_header->isSectionHidden(section) : spec.shownAtFirst;
    }
    apply();
}
