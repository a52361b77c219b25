// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorddifference.h"

#include "jsonspans.h"
#include "rungrid.h"
#include "timestamp.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace {

using JsonSpans::Member;
using JsonSpans::Members;

using Difference = FieldComparison::Difference;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobFields)
};

bool isAbsent(std::string_view value)
{
    return value.empty() || value == "null";
}

std::optional<qint64> instantOf(std::string_view value)
{
    if (!JsonSpans::isString(value))
        return std::nullopt;
    const std::string text = JsonSpans::decoded(value);
    return Timestamp::instantOf(QByteArrayView(text.data(), qsizetype(text.size())));
}

// Of the value of schedule_options or schedule: what Schedule makes of it.
Schedule intervalOf(std::string_view options)
{
    const Members interval(Members(options).value("interval"));
    const std::string_view value = interval.value("value");
    double seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (read.ec != std::errc() || seconds <= 0 || seconds > double(Schedule::LongestInterval) ||
        seconds != std::floor(seconds) || !JsonSpans::areSame(interval.value("units"), "\"seconds\""))
        return {Schedule::Kind::Odd, 0};
    return {Schedule::Kind::Repeating, qint64(seconds)};
}

bool isDigits(std::string_view quoted)
{
    return quoted.size() > 2 && JsonSpans::isString(quoted) &&
           std::all_of(quoted.begin() + 1, quoted.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

// What both ways to write a record agree on: the misspelt key, and the name and the URL in each other's
// place, as in the document of a single job.
void normalise(Members &members, bool isEnvironmentJob)
{
    Member *name = nullptr;
    Member *id = nullptr;
    Member *misspelt = nullptr;
    bool hasEnvironment = false;
    for (Member &member : members.all()) {
        if (member.key == "name")
            name = &member;
        else if (member.key == "id")
            id = &member;
        else if (member.key == "enviroment")
            misspelt = &member;
        hasEnvironment = hasEnvironment || member.key == "environment";
    }
    if (misspelt && !hasEnvironment)
        misspelt->key = "environment";
    if (isEnvironmentJob && name && id && isDigits(id->value) && !isDigits(name->value))
        std::swap(name->value, id->value);
}

// The documented fields that both generations have, in the words of the older one. The URL is that of another
// place by its nature.
std::vector<Member> commonMembers(std::string_view record, bool isEnvironmentJob)
{
    Members members(record);
    normalise(members, isEnvironmentJob);
    const auto at = [&members](std::string_view key) {
        return members.value(key);
    };
    const auto of = [&at](std::string_view outer, std::string_view inner) {
        const std::string_view value = at(outer);
        return JsonSpans::isObject(value) ? Members(value).value(inner) : std::string_view();
    };
    std::vector<Member> common{{"type", at("type")},
                               {"environment", at("environment")},
                               {"description", at("description")},
                               {"owner", at("owner")}};
    if (!isEnvironmentJob) {
        for (const std::string_view key : {"task", "plan", "noop", "scope", "scheduled_time", "next_run"})
            common.push_back({key, at(key)});
        common.push_back({"schedule_options.interval", of("schedule_options", "interval")});
    } else {
        const bool isPlan = JsonSpans::areSame(at("type"), "\"plan\"");
        common.push_back({"task", isPlan ? std::string_view() : of("input", "name")});
        common.push_back({"plan", isPlan ? of("input", "name") : std::string_view()});
        common.push_back({"noop", of("input", "noop")});
        common.push_back({"scope", of("input", "scope")});
        common.push_back({"scheduled_time", of("schedule", "start_time")});
        common.push_back({"next_run", of("next_run", "time")});
        common.push_back({"schedule_options.interval", of("schedule", "interval")});
    }
    // Whether a value is left out or null is a habit of the generation.
    for (Member &member : common) {
        if (isAbsent(member.value))
            member.value = {};
    }
    std::sort(common.begin(), common.end(), [](const Member &a, const Member &b) { return a.key < b.key; });
    return common;
}

// Walks both records at once, and calls `report(path, before, after, difference)`.
template <class Report>
class Walk
{
public:
    Walk(const RecordPair &pair, Extent extent, Report &report)
        : m_pair(pair),
          m_before(pair.before),
          m_after(pair.after),
          m_extent(extent),
          m_isAcross(pair.beforeIsEnvironmentJob != pair.afterIsEnvironmentJob && !pair.before.empty() &&
                     !pair.after.empty()),
          m_report(report)
    {
    }

    void run()
    {
        if (m_isAcross) {
            m_before.all() = commonMembers(m_pair.before, m_pair.beforeIsEnvironmentJob);
            m_after.all() = commonMembers(m_pair.after, m_pair.afterIsEnvironmentJob);
            walkMembers(m_before, m_after);
            return;
        }
        normalise(m_before, m_pair.beforeIsEnvironmentJob);
        normalise(m_after, m_pair.afterIsEnvironmentJob);
        if (m_before.all().empty() && m_after.all().empty())
            walkValue(m_pair.before, m_pair.after);
        else
            walkMembers(m_before, m_after);
    }

private:
    void walkMembers(Members &before, Members &after)
    {
        const bool hasSameKeys =
            std::equal(before.all().begin(), before.all().end(), after.all().begin(), after.all().end(),
                       [](const Member &a, const Member &b) { return a.key == b.key; });
        if (hasSameKeys)
            walkInStep(before.all(), after.all());
        else
            walkSorted(before, after);
    }

    // As servers write: the same keys in the same order.
    void walkInStep(const std::vector<Member> &before, const std::vector<Member> &after)
    {
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (m_extent == Extent::DifferencesOnly && before[i].value == after[i].value)
                continue;
            const bool isLast = std::none_of(before.begin() + std::ptrdiff_t(i) + 1, before.end(),
                                             [&](const Member &later) { return later.key == before[i].key; });
            if (isLast)
                walkMember(before[i].key, before[i].value, after[i].value);
        }
    }

    void walkSorted(Members &before, Members &after)
    {
        before.sort();
        after.sort();
        auto left = before.all().begin();
        auto right = after.all().begin();
        const auto leftEnd = before.all().end();
        const auto rightEnd = after.all().end();
        while (left != leftEnd || right != rightEnd) {
            const int order = left == leftEnd ? 1 : right == rightEnd ? -1 : left->key.compare(right->key);
            walkMember(order <= 0 ? left->key : right->key, order <= 0 ? left->value : std::string_view(),
                       order >= 0 ? right->value : std::string_view());
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
    }

    void walkMember(std::string_view key, std::string_view before, std::string_view after)
    {
        const std::size_t length = m_path.size();
        appendKey(key);
        walkValue(before, after);
        m_path.resize(length);
    }

    void appendKey(std::string_view key)
    {
        if (!m_path.empty())
            m_path += '.';
        // Of a key that has a point in it nobody could tell where it ends; common members are paths.
        const bool isPlain = m_isAcross || key.find_first_of(". \"") == std::string_view::npos;
        if (!isPlain)
            m_path += '"';
        m_path += key;
        if (!isPlain)
            m_path += '"';
    }

    void walkValue(std::string_view before, std::string_view after)
    {
        const bool tellsAll = m_extent == Extent::AllFields;
        if (!tellsAll && before == after)
            return;
        const bool areObjects = JsonSpans::isObject(before) && JsonSpans::isObject(after);
        const bool isOneObject = tellsAll && (before.empty() || after.empty()) &&
                                 JsonSpans::isObject(before.empty() ? after : before);
        if (areObjects || isOneObject) {
            Members left(before);
            Members right(after);
            if (!left.all().empty() || !right.all().empty()) {
                walkMembers(left, right);
                return;
            }
        }
        const Difference difference = judge(before, after);
        if (tellsAll || difference != Difference::None)
            m_report(std::string_view(m_path), before, after, difference);
    }

    Difference judge(std::string_view before, std::string_view after) const
    {
        if (JsonSpans::areSame(before, after))
            return Difference::None;
        if (isTimePath(m_path)) {
            const auto first = instantOf(before);
            const auto second = instantOf(after);
            if (first && second && *first == *second)
                return Difference::None;
            if (first && second && isNextRun() && isSameGrid(*first, *second))
                return Difference::Activity;
        }
        return isActivity(before, after) ? Difference::Activity : Difference::Change;
    }

    bool isNextRun() const { return m_path == "next_run" || m_path == "next_run.time"; }

    bool isSameGrid(qint64 before, qint64 after) const
    {
        const Schedule first = scheduleOf(m_pair.before, m_before, m_pair.beforeIsEnvironmentJob);
        if (first.kind != Schedule::Kind::Repeating)
            return false;
        const Schedule second = scheduleOf(m_pair.after, m_after, m_pair.afterIsEnvironmentJob);
        return RunGrid::of(before, first).isSameGridAs(RunGrid::of(after, second));
    }
    Schedule scheduleOf(std::string_view record, const Members &members, bool isEnvironmentJob) const
    {
        const std::string_view key = isEnvironmentJob ? "schedule" : "schedule_options";
        return intervalOf(m_isAcross ? Members(record).value(key) : members.value(key));
    }

    // Whether there is an object, or none yet.
    static bool isRunOrNone(std::string_view value) { return value == "null" || JsonSpans::isObject(value); }
    static std::string_view errorOf(std::string_view run)
    {
        const Members members(run);
        return Members(members.value("job")).value("submission_error");
    }

    bool isActivity(std::string_view before, std::string_view after) const
    {
        if (m_path == "owner.last_login" || m_path == "last_run.time" || m_path == "last_run.job.name" ||
            m_path == "last_run.job.id")
            return true;
        if (m_path == "last_run")
            return isRunOrNone(before) && isRunOrNone(after) && isAbsent(errorOf(after));
        if (m_path == "last_run.job")
            return isAbsent(Members(after).value("submission_error"));
        // That the next one could be started again.
        return m_path == "last_run.job.submission_error" && isAbsent(after);
    }

    const RecordPair &m_pair;
    Members m_before;
    Members m_after;
    const Extent m_extent;
    const bool m_isAcross; // generations
    Report &m_report;
    std::string m_path;
};

template <class Report>
void walk(const RecordPair &pair, Extent extent, Report report)
{
    Walk<Report>(pair, extent, report).run();
}

} // namespace

RecordDifference differenceOf(const RecordPair &pair)
{
    RecordDifference found;
    if (pair.before == pair.after)
        return found;
    walk(pair, Extent::DifferencesOnly,
         [&found](std::string_view path, std::string_view, std::string_view, Difference difference) {
             ComparedFields &fields = difference == Difference::Change ? found.changed : found.activity;
             fields |= bitOf(comparedFieldOf(path));
         });
    return found;
}

FieldValue FieldValue::of(std::string_view json, bool isTime)
{
    FieldValue value;
    if (json.empty())
        return value;
    value.json = JsonSpans::minified(json);
    if (json == "null") {
        value.kind = Kind::Null;
    } else if (JsonSpans::isString(json)) {
        value.text = QString::fromStdString(JsonSpans::decoded(json));
        value.kind = value.text.isEmpty() ? Kind::Empty : Kind::Text;
        if (isTime)
            value.utcMs = Timestamp::fromText(value.text).utcMs;
    } else {
        value.kind = Kind::Json;
        value.text = QString::fromUtf8(value.json);
    }
    return value;
}

QString FieldValue::inWords() const
{
    switch (kind) {
    case Kind::Missing:
        return Texts::tr("not sent");
    case Kind::Null:
        return Texts::tr("null");
    case Kind::Empty:
        return Texts::tr("empty");
    case Kind::Text:
    case Kind::Json:
        break;
    }
    return text;
}

QList<FieldComparison> compareFields(const RecordPair &pair, Extent extent)
{
    QList<FieldComparison> fields;
    walk(pair, extent,
         [&fields](std::string_view path, std::string_view before, std::string_view after,
                   Difference difference) {
             const bool isTime = isTimePath(path);
             FieldComparison field;
             field.field = comparedFieldOf(path);
             field.path = QString::fromUtf8(path.data(), qsizetype(path.size()));
             field.label = labelOf(path);
             field.before = FieldValue::of(before, isTime);
             field.after = FieldValue::of(after, isTime);
             field.difference = difference;
             fields.append(field);
         });
    std::stable_sort(fields.begin(), fields.end(),
                     [](const FieldComparison &a, const FieldComparison &b) { return a.field < b.field; });
    return fields;
}
