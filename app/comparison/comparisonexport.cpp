// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparisonexport.h"

#include "column.h"
#include "csv.h"
#include "indexedtexts.h"
#include "jsonspans.h"
#include "jsontext.h"

#include <QCoreApplication>
#include <QIODevice>

using namespace Qt::StringLiterals;

namespace ComparisonExport {

namespace {

using Entry = Comparison::Entry;
using Kind = Comparison::Kind;
using Difference = FieldComparison::Difference;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ComparisonExport)
};

bool isWhole(Kind kind)
{
    return kind == Kind::Added || kind == Kind::Removed;
}

QByteArray quoted(const QString &text)
{
    return JsonText::compact(QJsonValue(text)).toUtf8();
}

// The fields of an entry that are to be told, or why its records can't be read.
Result<QList<FieldComparison>> fieldsToTell(const Contents &contents, const Entry &entry)
{
    Result<QList<FieldComparison>> fields = contents.comparison.fieldsOf(entry, Extent::DifferencesOnly);
    if (fields && !contents.tellsActivity)
        fields.value().removeIf(
            [](const FieldComparison &field) { return field.difference == Difference::Activity; });
    return fields;
}

Result<QByteArray> csvOf(const Contents &contents, const Entry &entry)
{
    const Job job = contents.comparison.jobOf(entry);
    if (auto error = job.load())
        return *error;
    const QStringList cells{wordOf(entry.kind),      job.name().value, job.type().value,       job.target(),
                            job.environment().value, job.ownerLabel(), job.description().value};
    if (isWhole(entry.kind))
        return Csv::line(cells + QStringList{{}, {}, {}, {}});
    const auto fields = fieldsToTell(contents, entry);
    if (!fields)
        return fields.error();
    QByteArray lines;
    for (const FieldComparison &field : fields.value())
        lines += Csv::line(
            cells + QStringList{field.label, field.path, field.before.inWords(), field.after.inWords()});
    return lines;
}

QByteArray csvHead()
{
    return Csv::line({Texts::tr("Change"), columnTitle(Column::Name), columnTitle(Column::Type),
                      columnTitle(Column::Target), columnTitle(Column::Environment),
                      columnTitle(Column::Owner), columnTitle(Column::Description), Texts::tr("Field"),
                      Texts::tr("Key", "as the API calls it"), Texts::tr("Before"), Texts::tr("After")});
}

QByteArray jsonOf(const FieldComparison &field)
{
    QByteArray json = "{\"key\":" + quoted(field.path);
    // A value that was not sent is not there.
    if (field.before.kind != FieldValue::Kind::Missing)
        json += ",\"before\":" + field.before.json;
    if (field.after.kind != FieldValue::Kind::Missing)
        json += ",\"after\":" + field.after.json;
    json += field.difference == Difference::Activity ? ",\"activity\":true}" : "}";
    return json;
}

Result<QByteArray> jsonOf(const Contents &contents, const Entry &entry)
{
    const Job job = contents.comparison.jobOf(entry);
    const Field<QString> name = job.name();
    QByteArray json = "{\"change\":\"" + keyOf(entry.kind) +
                      "\",\"name\":" + (name.given() ? quoted(name.value) : QByteArray("null"));
    if (isWhole(entry.kind)) {
        const Result<QByteArray> record = job.readStrictJson();
        if (!record)
            return record.error();
        const QByteArray &bytes = record.value();
        return json + ",\"job\":" + JsonSpans::minified({bytes.constData(), std::size_t(bytes.size())}) + "}";
    }
    const auto fields = fieldsToTell(contents, entry);
    if (!fields)
        return fields.error();
    QByteArrayList parts;
    for (const FieldComparison &field : fields.value())
        parts << jsonOf(field);
    return json + ",\"fields\":[" + parts.join(',') + "]}";
}

QByteArray jsonOf(const ComparedList &list)
{
    QByteArray json = "{\"label\":" + quoted(list.label);
    if (!list.location.isEmpty())
        json += ",\"location\":" + quoted(list.location);
    if (list.asOf.isValid())
        json += ",\"asOf\":" + quoted(list.asOf.toUTC().toString(Qt::ISODate));
    if (!list.doubt.isEmpty())
        json += ",\"doubt\":" + quoted(list.doubt);
    return json + ",\"jobs\":" + QByteArray::number(list.jobs.size()) + "}";
}

QByteArray jsonHead(const Contents &contents)
{
    const Comparison &comparison = contents.comparison;
    QByteArray json = "{\"before\":" + jsonOf(contents.before) + ",\n\"after\":" + jsonOf(contents.after) +
                      ",\n\"summary\":{";
    for (const Kind kind : {Kind::Added, Kind::Removed, Kind::Changed, Kind::Activity})
        json += '"' + keyOf(kind) + "\":" + QByteArray::number(comparison.count(kind)) + ',';
    return json + "\"same\":" + QByteArray::number(comparison.same) + "},\n\"differences\":[";
}

} // namespace

QString wordOf(Comparison::Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return Texts::tr("Added", "a job");
    case Kind::Removed:
        return Texts::tr("Removed", "a job");
    case Kind::Changed:
        return Texts::tr("Changed", "a job");
    case Kind::Activity:
        break;
    }
    return Texts::tr("Activity", "a job only ran, or its owner signed in");
}

QByteArray keyOf(Comparison::Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return "added";
    case Kind::Removed:
        return "removed";
    case Kind::Changed:
        return "changed";
    case Kind::Activity:
        break;
    }
    return "activity";
}

std::vector<std::size_t> entriesOf(const Comparison &comparison, bool tellsActivity)
{
    std::vector<std::size_t> entries;
    for (std::size_t i = 0; i < comparison.entries.size(); ++i) {
        if (tellsActivity || comparison.entries[i].kind != Kind::Activity)
            entries.push_back(i);
    }
    return entries;
}

std::optional<QString> write(QIODevice &out, const Contents &contents, Format format,
                             const std::stop_token &stop)
{
    const bool isCsv = format == Format::Csv;
    QByteArray piece = isCsv ? csvHead() : jsonHead(contents);
    bool isFirst = true;
    constexpr qsizetype PieceSize = 64 * 1024;
    const auto flush = [&] {
        const bool isWritten = out.write(piece) == piece.size();
        piece.clear();
        return isWritten;
    };
    for (const std::size_t i : contents.entries) {
        if (stop.stop_requested())
            return u"stopped"_s;
        const Entry &entry = contents.comparison.entries[i];
        const Result<QByteArray> text = isCsv ? csvOf(contents, entry) : jsonOf(contents, entry);
        if (!text)
            return text.error().toText();
        if (!isCsv)
            piece += isFirst ? "\n" : ",\n";
        isFirst = false;
        piece += text.value();
        if (piece.size() > PieceSize && !flush())
            return out.errorString();
    }
    if (!isCsv)
        piece += "\n]}\n";
    return flush() ? std::nullopt : std::optional(out.errorString());
}

} // namespace ComparisonExport
