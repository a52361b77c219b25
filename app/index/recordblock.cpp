// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordblock.h"

#include "bytescan.h"
#include "indexkeys.h"
#include "jobwork.h"
#include "jsontext.h"
#include "recordtexts.h"
#include "recordvalues.h"
#include "runsaday.h"
#include "textfold.h"

#include <charconv>
#include <utility>

namespace {

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), std::size_t(bytes.size())};
}

// The number of which `name` is the canonical text, or a negative number.
qint64 canonicalNumber(std::string_view name)
{
    if (name.empty() || name[0] < '0' || name[0] > '9' || (name[0] == '0' && name.size() > 1))
        return -1;
    qint64 number = -1;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc() && end == name.data() + name.size() ? number : -1;
}

template <class T>
std::vector<T> exactly(std::vector<T> &values)
{
    std::vector<T> exact(values.begin(), values.end());
    values.clear();
    return exact;
}

std::string exactly(std::string &text)
{
    std::string exact(text);
    text.clear();
    return exact;
}

NarrowColumn narrow(std::vector<quint32> &values)
{
    NarrowColumn column(values);
    values.clear();
    return column;
}

// Whether characters that are not ASCII stand elsewhere than in the columns, or may be written as escapes.
bool mayHideText(const RecordValues &values, std::string_view record)
{
    const ByteScan::Encoding encoding = ByteScan::encodingOf(record);
    if (encoding.hasUnicodeEscapes || encoding.notAscii == 0)
        return encoding.hasUnicodeEscapes;
    std::size_t known = 0;
    for (const std::string_view each :
         {values.name, values.type, values.target(), values.environment, values.description,
          values.ownerDisplayName, values.ownerLogin, values.ownerEmail})
        known += ByteScan::countNotAscii(each);
    return known != encoding.notAscii;
}

// Whether a text that the columns do not have stands in the record otherwise than it is searched.
bool hidesText(simdjson::dom::element json, std::string_view record)
{
    std::string texts;
    if (!RecordTexts::append(texts, json) || !TextFold::isAscii(texts))
        return true;
    for (std::size_t begin = 0; begin < texts.size();) {
        const std::size_t end = texts.find('\n', begin);
        if (record.find(std::string_view(texts).substr(begin, end - begin)) == std::string_view::npos)
            return true;
        begin = end + 1;
    }
    return false;
}

quint64 workOf(const Job &job)
{
    const auto work = JobWork::of(job);
    return work ? work->hash() : 0;
}

} // namespace

qsizetype RecordBlock::size() const
{
    return qsizetype(columns->size());
}

struct RecordBlockBuilder::Draft
{
    simdjson::dom::parser parser;
    RecordColumns columns; // what is wide as it is
    bool hasLastRuns = false;
    std::vector<quint32> lengths, nodeCounts, descriptionEnds;
    std::array<std::vector<quint32>, IndexedColumnCount> ids;
    std::array<KeyDictionary, IndexedColumnCount> dictionaries;
    std::string ownerKey;

    void addId(IndexedColumn column, std::string_view key)
    {
        const auto i = std::size_t(column);
        ids[i].push_back(dictionaries[i].idOf(key));
    }
    qint64 nameOf(const RecordValues &values);
    quint16 flagsOf(const RecordValues &values) const;
};

qint64 RecordBlockBuilder::Draft::nameOf(const RecordValues &values)
{
    switch (values.namePresence) {
    case Presence::Missing:
        return RecordColumns::NoName;
    case Presence::Null:
        return RecordColumns::NullName;
    case Presence::Odd:
        return RecordColumns::OddName;
    case Presence::Given:
        break;
    }
    if (const qint64 number = canonicalNumber(values.name); number >= 0)
        return number;
    const auto place = qint64(columns.nameTextEnds.size() / 2);
    columns.nameTexts.append(values.name);
    columns.nameTextEnds.push_back(quint32(columns.nameTexts.size()));
    std::string folded;
    TextFold::append(folded, values.name);
    if (folded != values.name)
        columns.nameTexts.append(folded.empty() ? RecordColumns::FoldsToNothing : std::string_view(folded));
    columns.nameTextEnds.push_back(quint32(columns.nameTexts.size()));
    return RecordColumns::AsText - place;
}

quint16 RecordBlockBuilder::Draft::flagsOf(const RecordValues &values) const
{
    unsigned flags = unsigned(values.scopeKind) & RecordColumns::ScopeKind;
    const auto set = [&flags](bool is, unsigned flag) {
        flags |= is ? flag : 0U;
    };
    set(values.hasNoop, RecordColumns::HasNoop);
    set(values.isNoop, RecordColumns::IsNoop);
    set(values.isEnvironmentJob, RecordColumns::IsEnvironmentJob);
    set(values.isMended, RecordColumns::IsMended);
    set(values.hidesText, RecordColumns::HidesText);
    set(values.neverRuns, RecordColumns::NeverRuns);
    set(values.wasNotSubmitted, RecordColumns::WasNotSubmitted);
    set(values.idDisagrees, RecordColumns::IdDisagrees);
    set(values.hasJsonText, RecordColumns::HasJsonText);
    set(!TextFold::isAscii(values.description), RecordColumns::DescriptionIsNotAscii);
    return quint16(flags);
}

RecordBlockBuilder::RecordBlockBuilder(std::shared_ptr<const RecordBytes> bytes, qint64 base)
    : m_bytes(std::move(bytes)), m_base(base), m_draft(std::make_unique<Draft>())
{
}

RecordBlockBuilder::~RecordBlockBuilder() = default;

qsizetype RecordBlockBuilder::size() const
{
    return qsizetype(m_draft->columns.flags.size());
}

bool RecordBlockBuilder::appendParsed(std::string_view strict, qint64 offset, bool isMended)
{
    const auto parsed = m_draft->parser.parse(strict.data(), strict.size(), false);
    if (parsed.error() != simdjson::SUCCESS)
        return false;
    RecordValues values = RecordValues::of(parsed.value_unsafe());
    values.isMended = isMended;
    values.hidesText =
        values.hidesText || (mayHideText(values, strict) && hidesText(parsed.value_unsafe(), strict));
    if (!values.work)
        values.work = workOf(Job(QByteArray(strict.data(), qsizetype(strict.size()))));
    add(values, offset, qint64(strict.size()));
    return true;
}

std::optional<JsonText::Fault> RecordBlockBuilder::append(QByteArrayView text, qint64 offset,
                                                          Leniency leniency, QList<qint64> *commas)
{
    if (appendParsed(viewOf(text), offset, false))
        return std::nullopt;
    const QByteArray record = text.toByteArray();
    std::optional<JsonText::Fault> fault = JsonText::faultIn(record);
    if (fault && leniency == Leniency::MendsTrailingCommas)
        return appendMended(text, offset, commas);
    if (!fault)
        addByJob(Job(record), offset, text.size(), false);
    return fault;
}

std::optional<JsonText::Fault> RecordBlockBuilder::appendMended(QByteArrayView text, qint64 offset,
                                                                QList<qint64> *commas)
{
    QByteArray strict;
    strict.reserve(text.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    strict.append(text);
    const QList<qsizetype> blanked = JsonText::blankTrailingCommas(strict);
    if (!appendParsed(viewOf(strict), offset, true)) {
        if (auto fault = JsonText::faultIn(strict))
            return fault;
        addByJob(Job(RecordPlace{std::make_shared<MemoryBytes>(text.toByteArray()), 0, text.size(), true}),
                 offset, text.size(), false);
    }
    if (commas)
        commas->append(QList<qint64>(blanked.begin(), blanked.end()));
    return std::nullopt;
}

void RecordBlockBuilder::append(const Job &job)
{
    addByJob(job, m_base, 0, true);
}

void RecordBlockBuilder::addByJob(const Job &job, qint64 offset, qint64 length, bool isKept)
{
    const Owner owner = job.owner();
    const Field<QString> name = job.name();
    const QByteArray nameUtf8 = name.value.toUtf8();
    const QByteArray type = job.type().value.toUtf8();
    const QByteArray target = job.target().toUtf8();
    const QByteArray environment = job.environment().value.toUtf8();
    const QByteArray description = job.description().value.toUtf8();
    const QByteArray displayName = owner.displayName.value.toUtf8();
    const QByteArray login = owner.login.value.toUtf8();
    const QByteArray email = owner.email.value.toUtf8();
    const QByteArray ownerId = owner.id.value.toUtf8();
    const auto timeOf = [](const Field<Timestamp> &time) {
        return time.value.utcMs.value_or(RecordColumns::NoTime);
    };
    RecordValues values;
    values.namePresence = name.presence;
    values.name = viewOf(nameUtf8);
    values.type = viewOf(type);
    values.task = viewOf(target);
    values.environment = viewOf(environment);
    values.description = viewOf(description);
    values.ownerDisplayName = viewOf(displayName);
    values.ownerLogin = viewOf(login);
    values.ownerEmail = viewOf(email);
    values.ownerId = viewOf(ownerId);
    values.ownerIsRevoked = job.ownerIsRevoked();
    values.nextRun = timeOf(job.nextRun());
    values.hasNextRun = job.nextRun().presence != Presence::Missing;
    values.scheduledTime = timeOf(job.scheduledTime());
    values.lastRun = timeOf(job.lastRun().value.time);
    values.schedule = job.schedule();
    values.scopeKind = job.scopeKind();
    values.nodeCount = quint32(job.nodeCount());
    values.hasNoop = job.noop().given();
    values.isNoop = job.noop().valueOr(false);
    values.isEnvironmentJob = job.isEnvironmentJob();
    values.isMended = job.place().isMended;
    values.neverRuns = willNeverRun(job);
    values.wasNotSubmitted = job.lastRun().value.wasNotSubmitted;
    values.idDisagrees = !job.mismatchedIdNumber().isEmpty();
    values.work = workOf(job);
    values.hidesText = true;
    // Half a surrogate pair has no form in UTF-8, and a name must not become another's.
    const bool hasOddName = QString::fromUtf8(nameUtf8) != name.value;
    if (isKept || hasOddName) {
        const Job kept = isKept ? job
                                : Job(RecordPlace{m_bytes, offset, length, values.isMended},
                                      JobIdentity{name, values.isEnvironmentJob});
        m_draft->columns.kept.emplace_back(quint32(size()), kept);
    }
    add(values, offset, length);
    m_draft->columns.flags.back() |= RecordColumns::IsInexact;
    if (isKept || hasOddName)
        m_draft->columns.flags.back() |= RecordColumns::IsKept;
}

void RecordBlockBuilder::add(const RecordValues &values, qint64 offset, qint64 length)
{
    Draft &draft = *m_draft;
    RecordColumns &columns = draft.columns;
    columns.begins.push_back(quint32(offset - m_base));
    draft.lengths.push_back(quint32(length));
    columns.names.push_back(draft.nameOf(values));
    columns.nextRuns.push_back(values.nextRun);
    columns.scheduledTimes.push_back(values.scheduledTime);
    columns.lastRuns.push_back(values.lastRun);
    draft.hasLastRuns = draft.hasLastRuns || values.lastRun != RecordColumns::NoTime;
    columns.works.push_back(values.work.value_or(0));
    draft.addId(IndexedColumn::Type, values.type);
    draft.addId(IndexedColumn::Environment, values.environment);
    draft.addId(IndexedColumn::Target, values.target());
    IndexKeys::writeOwner(draft.ownerKey, values);
    draft.addId(IndexedColumn::Owner, draft.ownerKey);
    draft.addId(IndexedColumn::Repeats, IndexKeys::ofSchedule(values.schedule));
    draft.nodeCounts.push_back(values.nodeCount);
    columns.flags.push_back(draft.flagsOf(values));
    TextFold::appendSimplified(columns.descriptions, values.description);
    draft.descriptionEnds.push_back(quint32(columns.descriptions.size()));
    columns.hasEnvironmentJobs = columns.hasEnvironmentJobs || values.isEnvironmentJob;
    columns.hasNextRuns = columns.hasNextRuns || values.hasNextRun;
}

std::shared_ptr<const RecordBlock> RecordBlockBuilder::take()
{
    Draft &draft = *m_draft;
    RecordColumns &from = draft.columns;
    auto columns = std::make_shared<RecordColumns>();
    columns->bytes = m_bytes;
    columns->base = m_base;
    columns->begins = exactly(from.begins);
    columns->lengths = narrow(draft.lengths);
    columns->names = exactly(from.names);
    columns->nextRuns = exactly(from.nextRuns);
    columns->scheduledTimes = exactly(from.scheduledTimes);
    if (std::exchange(draft.hasLastRuns, false))
        columns->lastRuns = exactly(from.lastRuns);
    from.lastRuns.clear();
    columns->works = exactly(from.works);
    for (std::size_t i = 0; i < IndexedColumnCount; ++i)
        columns->ids[i] = narrow(draft.ids[i]);
    columns->nodeCounts = narrow(draft.nodeCounts);
    columns->flags = exactly(from.flags);
    columns->descriptions = exactly(from.descriptions);
    columns->descriptionEnds = narrow(draft.descriptionEnds);
    columns->nameTexts = exactly(from.nameTexts);
    columns->nameTextEnds = exactly(from.nameTextEnds);
    columns->kept = std::exchange(from.kept, {});
    columns->hasEnvironmentJobs = std::exchange(from.hasEnvironmentJobs, false);
    columns->hasNextRuns = std::exchange(from.hasNextRuns, false);
    auto block = std::make_shared<RecordBlock>();
    block->columns = std::move(columns);
    block->dictionaries = std::exchange(draft.dictionaries, {});
    return block;
}
