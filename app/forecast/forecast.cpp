// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast.h"

#include "indexblock.h"
#include "listednodes.h"
#include "textfold.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace {

IndexedColumn columnOf(Lanes lanes)
{
    switch (lanes) {
    case Lanes::Types:
        return IndexedColumn::Type;
    case Lanes::Environments:
        return IndexedColumn::Environment;
    case Lanes::Owners:
        return IndexedColumn::Owner;
    default:
        return IndexedColumn::Target;
    }
}

QString groupOf(const Job &job, Lanes lanes)
{
    switch (lanes) {
    case Lanes::Types:
        return job.type().value;
    case Lanes::Environments:
        return job.environment().value;
    case Lanes::Owners:
        return job.ownerLabel();
    default:
        return job.target();
    }
}

} // namespace

// Gathers what runs, and puts it into lanes.
class Forecast::Maker
{
public:
    Maker(const JobList &list, Lanes lanes, TimeSpan span, const std::stop_token &stop)
        : m_list(list), m_stop(stop)
    {
        m_result.m_lanes = lanes;
        m_result.m_span = span;
        m_result.m_jobCount = list.loaded();
    }

    // False: it was stopped.
    bool make()
    {
        const bool isWhole = m_list.isIndexed() ? gatherFromIndex() : gatherFromJobs();
        if (!isWhole || m_stop.stop_requested())
            return false;
        std::vector<RunGrid> grids;
        grids.reserve(m_result.m_planned.size());
        for (const Planned &planned : m_result.m_planned)
            grids.push_back(planned.grid);
        m_result.m_load = RunLoad(grids, m_result.m_span.fromUtcMs);
        m_result.m_ownPlace.resize(m_result.m_planned.size());
        std::iota(m_result.m_ownPlace.begin(), m_result.m_ownPlace.end(), 0U);
        if (m_result.m_lanes != Lanes::Jobs)
            makeLanes();
        return !m_stop.stop_requested();
    }

    const std::optional<Error> &error() const { return m_error; }
    Forecast takeResult() { return std::move(m_result); }

private:
    struct Group
    {
        QString label;
        std::vector<quint32> places;
    };

    // Whether it runs in the span; the place is that of the next one then.
    bool add(const RunGrid &grid, int row)
    {
        const auto first = grid.firstFrom(m_result.m_span.fromUtcMs);
        if (!first || *first >= m_result.m_span.toUtcMs)
            return false;
        m_result.m_planned.push_back({grid, row});
        return true;
    }

    Group &groupNamed(const QString &label)
    {
        auto found = m_groupOf.constFind(label);
        if (found == m_groupOf.constEnd()) {
            found = m_groupOf.insert(label, m_groups.size());
            m_groups.push_back({label, {}});
        }
        return m_groups[*found];
    }

    bool gatherFromJobs();
    bool gatherFromIndex();
    void gatherNodes(std::vector<JobIndex::Row> rows, const std::vector<quint32> &placeOfRow);
    void addNodesOf(const Job &job, quint32 place);
    void addToLane(const QString &label) { groupNamed(label).places.push_back(lastPlace()); }
    quint32 lastPlace() const { return quint32(m_result.m_planned.size() - 1); }
    void makeLanes();
    void appendLane(Lane::Kind kind, Group &group);

    const JobList &m_list;
    const std::stop_token &m_stop;
    Forecast m_result;
    std::vector<Group> m_groups;
    QHash<QString, std::size_t> m_groupOf;
    Group m_unknownTargets;
    std::optional<Error> m_error;
};

void Forecast::Maker::addNodesOf(const Job &job, quint32 place)
{
    const Scope scope = job.scope();
    if (scope.kind != Scope::Kind::Nodes) {
        m_unknownTargets.places.push_back(place);
        return;
    }
    QStringList nodes = scope.nodes;
    nodes.removeDuplicates();
    for (const QString &node : std::as_const(nodes))
        groupNamed(node).places.push_back(place);
    if (nodes.isEmpty())
        groupNamed({}).places.push_back(place);
}

bool Forecast::Maker::gatherFromJobs()
{
    const QList<Job> &rows = m_list.rows();
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const Job &job = rows.at(row);
        if (m_stop.stop_requested())
            return false;
        const auto grid = job.isNull() || job.isDisabled() ? std::nullopt : job.runGrid();
        if (!grid)
            continue;
        m_result.m_oddIntervalCount += job.schedule().kind == Schedule::Kind::Odd ? 1 : 0;
        if (!add(*grid, int(row)))
            continue;
        m_result.m_unknownTargetCount += job.scopeKind() == Scope::Kind::Nodes ? 0 : 1;
        if (m_result.m_lanes == Lanes::Nodes)
            addNodesOf(job, lastPlace());
        else if (m_result.m_lanes != Lanes::Jobs)
            addToLane(groupOf(job, m_result.m_lanes));
    }
    return true;
}

// In the order of the index, which is that of its columns; then in that of the rows.
bool Forecast::Maker::gatherFromIndex()
{
    constexpr quint32 None = std::numeric_limits<quint32>::max();
    const JobIndexData &data = m_list.index().data();
    std::vector<quint32> rowOf(data.rowCount, None);
    for (std::size_t row = 0; row < m_list.order().size(); ++row)
        rowOf[m_list.order()[row]] = quint32(row);
    struct Found
    {
        Planned planned;
        JobIndex::Row record;
        quint32 group;
        bool isListed;
    };
    std::vector<Found> found;
    const IndexedColumn column = columnOf(m_result.m_lanes);
    const ValueDictionary &schedules = data.dictionaries[std::size_t(IndexedColumn::Repeats)];
    for (const IndexBlock &block : data.blocks) {
        if (m_stop.stop_requested())
            return false;
        const RecordColumns &columns = block.columns();
        for (std::size_t i = 0; i < block.size(); ++i) {
            const quint32 row = rowOf[block.firstRow + i];
            const bool neverRuns = (columns.flags[i] & RecordColumns::NeverRuns) != 0;
            if (row == None || neverRuns || columns.nextRuns[i] == RecordColumns::NoTime)
                continue;
            const Schedule &schedule = schedules[block.idOf(IndexedColumn::Repeats, i)].schedule;
            m_result.m_oddIntervalCount += schedule.kind == Schedule::Kind::Odd ? 1 : 0;
            const RunGrid grid = RunGrid::of(columns.nextRuns[i], schedule);
            const auto first = grid.firstFrom(m_result.m_span.fromUtcMs);
            if (first && *first < m_result.m_span.toUtcMs)
                found.push_back({{grid, int(row)},
                                 JobIndex::Row(block.firstRow + i),
                                 block.idOf(column, i),
                                 columns.scopeKind(i) == Scope::Kind::Nodes});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Found &a, const Found &b) { return a.planned.row < b.planned.row; });
    const ValueDictionary &groups = data.dictionaries[std::size_t(column)];
    std::vector<std::size_t> groupOfId(groups.size(), std::numeric_limits<std::size_t>::max());
    std::vector<JobIndex::Row> records;
    for (const Found &one : found) {
        m_result.m_planned.push_back(one.planned);
        m_result.m_unknownTargetCount += one.isListed ? 0 : 1;
        if (m_result.m_lanes == Lanes::Nodes) {
            records.push_back(one.record);
            rowOf[one.record] = lastPlace();
        } else if (m_result.m_lanes != Lanes::Jobs) {
            std::size_t &group = groupOfId[one.group];
            if (group == std::numeric_limits<std::size_t>::max()) {
                groupNamed(groups[one.group].text);
                group = m_groupOf.value(groups[one.group].text);
            }
            m_groups[group].places.push_back(lastPlace());
        }
    }
    if (m_result.m_lanes == Lanes::Nodes)
        gatherNodes(std::move(records), rowOf);
    return true;
}

void Forecast::Maker::gatherNodes(std::vector<JobIndex::Row> rows, const std::vector<quint32> &placeOfRow)
{
    std::sort(rows.begin(), rows.end());
    std::vector<std::string_view> names;
    const auto visit = [&](JobIndex::Row row, bool isListed, const std::vector<std::string_view> &nodes) {
        const quint32 place = placeOfRow[row];
        if (!isListed) {
            m_unknownTargets.places.push_back(place);
            return;
        }
        names = nodes;
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const std::string_view node : names)
            groupNamed(QString::fromUtf8(node.data(), qsizetype(node.size()))).places.push_back(place);
        if (names.empty())
            groupNamed({}).places.push_back(place);
    };
    m_error = visitListedNodes(m_list.index(), rows, visit, m_stop);
    for (Group &group : m_groups)
        std::sort(group.places.begin(), group.places.end());
    std::sort(m_unknownTargets.places.begin(), m_unknownTargets.places.end());
}

void Forecast::Maker::appendLane(Lane::Kind kind, Group &group)
{
    std::vector<RunGrid> grids;
    grids.reserve(group.places.size());
    for (const quint32 place : group.places)
        grids.push_back(m_result.m_planned[place].grid);
    Lane lane{kind, group.label, m_result.m_places.size(), group.places.size(),
              RunLoad(grids, m_result.m_span.fromUtcMs)};
    m_result.m_places.insert(m_result.m_places.end(), group.places.begin(), group.places.end());
    m_result.m_groups.push_back(std::move(lane));
    std::vector<quint32>().swap(group.places);
}

// By their labels, as a table is sorted; those without come last.
void Forecast::Maker::makeLanes()
{
    std::vector<std::pair<QByteArray, std::size_t>> order;
    order.reserve(m_groups.size());
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        order.emplace_back(TextFold::folded(m_groups[i].label), i);
    std::sort(order.begin(), order.end(), [this](const auto &a, const auto &b) {
        const bool aIsUnnamed = m_groups[a.second].label.isEmpty();
        const bool bIsUnnamed = m_groups[b.second].label.isEmpty();
        return aIsUnnamed != bIsUnnamed ? bIsUnnamed
               : a.first != b.first     ? a.first < b.first
                                        : m_groups[a.second].label < m_groups[b.second].label;
    });
    for (const auto &[folded, i] : order) {
        if (m_stop.stop_requested())
            return;
        appendLane(m_groups[i].label.isEmpty() ? Lane::Kind::Unnamed : Lane::Kind::Group, m_groups[i]);
    }
    if (!m_unknownTargets.places.empty())
        appendLane(Lane::Kind::UnknownTargets, m_unknownTargets);
}

std::optional<Result<Forecast>> Forecast::make(const JobList &list, Lanes lanes, TimeSpan span,
                                               const std::stop_token &stop)
{
    Maker maker(list, lanes, span, stop);
    if (!maker.make())
        return std::nullopt;
    if (maker.error())
        return Result<Forecast>(*maker.error());
    return Result<Forecast>(maker.takeResult());
}

std::span<const quint32> Forecast::placesOf(std::size_t lane) const
{
    if (m_lanes == Lanes::Jobs)
        return std::span(m_ownPlace).subspan(lane, 1);
    return std::span(m_places).subspan(m_groups[lane].first, m_groups[lane].size);
}

qint64 Forecast::countIn(std::size_t lane, TimeSpan span) const
{
    // A lane's load knows nothing of what was before the forecast.
    if (m_lanes == Lanes::Jobs)
        return m_planned[lane].grid.countIn(std::max(span.fromUtcMs, m_span.fromUtcMs), span.toUtcMs);
    return m_groups[lane].load.countIn(span.fromUtcMs, span.toUtcMs);
}

std::optional<qint64> Forecast::firstFrom(std::size_t lane, qint64 fromUtcMs) const
{
    if (m_lanes == Lanes::Jobs)
        return m_planned[lane].grid.firstFrom(std::max(fromUtcMs, m_span.fromUtcMs));
    return m_groups[lane].load.firstFrom(fromUtcMs);
}

std::optional<qint64> Forecast::lastBefore(std::size_t lane, qint64 untilUtcMs) const
{
    if (m_lanes != Lanes::Jobs)
        return m_groups[lane].load.lastBefore(untilUtcMs);
    const auto run = m_planned[lane].grid.lastBefore(untilUtcMs);
    return run && *run >= m_span.fromUtcMs ? run : std::nullopt;
}

QList<int> Forecast::rowsIn(TimeSpan span) const
{
    QList<int> rows;
    for (const Planned &planned : m_planned) {
        if (planned.grid.countIn(span.fromUtcMs, span.toUtcMs) > 0)
            rows << planned.row;
    }
    return rows;
}

QList<int> Forecast::rowsIn(TimeSpan span, std::size_t lane) const
{
    QList<int> rows;
    for (const quint32 place : placesOf(lane)) {
        const Planned &planned = m_planned[place];
        if (planned.grid.countIn(span.fromUtcMs, span.toUtcMs) > 0)
            rows << planned.row;
    }
    return rows;
}

qsizetype Forecast::runningCountIn(int firstRow, int lastRow) const
{
    const auto first = std::lower_bound(m_planned.begin(), m_planned.end(), firstRow,
                                        [](const Planned &one, int row) { return one.row < row; });
    const auto end = std::upper_bound(first, m_planned.end(), lastRow,
                                      [](int row, const Planned &one) { return row < one.row; });
    return end - first;
}

std::optional<std::size_t> Forecast::laneOfRow(int row) const
{
    const auto planned = std::lower_bound(m_planned.begin(), m_planned.end(), row,
                                          [](const Planned &one, int wanted) { return one.row < wanted; });
    if (planned == m_planned.end() || planned->row != row)
        return std::nullopt;
    const auto place = std::size_t(planned - m_planned.begin());
    if (m_lanes == Lanes::Jobs)
        return place;
    std::optional<std::size_t> found;
    for (std::size_t lane = 0; lane < m_groups.size(); ++lane) {
        const auto places = placesOf(lane);
        if (!std::binary_search(places.begin(), places.end(), quint32(place)))
            continue;
        if (found)
            return std::nullopt;
        found = lane;
    }
    return found;
}
