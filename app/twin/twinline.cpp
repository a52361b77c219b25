// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "twinline.h"

#include "isotime.h"
#include "jobcsv.h"
#include "jobquery.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TwinLine)
};

using Verb = TwinLine::Verb;
using Format = TwinLine::Format;

constexpr std::pair<const char *, Verb> Verbs[] = {{"list", Verb::List},
                                                   {"snapshot", Verb::Snapshot},
                                                   {"forecast", Verb::Forecast},
                                                   {"compare", Verb::Compare}};
constexpr std::pair<const char *, Format> Formats[] = {
    {"table", Format::Table}, {"csv", Format::Csv}, {"json", Format::Json}, {"ics", Format::ICalendar}};

constexpr qint64 Hour = qint64{3600} * 1000;

struct Options
{
    QCommandLineOption profile{
        u"profile"_s, Texts::tr("Ask the connection <NAME>, as it is set up in the window."), u"NAME"_s};
    QCommandLineOption url{
        u"url"_s, Texts::tr("Ask the orchestrator at <URL>, such as https://pe.example.com:8143."), u"URL"_s};
    QCommandLineOption tokenFile{
        u"token-file"_s, Texts::tr("Read the token from <FILE>. Default: ~/.puppetlabs/token."), u"FILE"_s};
    QCommandLineOption caFile{
        {u"ca-file"_s, u"cacert"_s},
        Texts::tr("With --url: trust the certificate authorities in <FILE> (PEM) only."),
        u"FILE"_s};
    QCommandLineOption format{u"format"_s, Texts::tr("Write a table (default), csv or json."), u"FORMAT"_s};
    QCommandLineOption runFormat{u"format"_s, Texts::tr("Write a table (default), csv, json or ics."),
                                 u"FORMAT"_s};
    QCommandLineOption type{u"type"_s, Texts::tr("Only jobs of the type task, plan or deploy."), u"TYPE"_s};
    QCommandLineOption filter{u"filter"_s, Texts::tr("Only jobs with <TEXT> in what the window searches."),
                              u"TEXT"_s};
    QCommandLineOption sort{
        u"sort"_s, Texts::tr("Sort by a field of the CSV format, such as name or next_run (default)."),
        u"FIELD"_s};
    QCommandLineOption reverse{u"reverse"_s, Texts::tr("The other way round.")};
    QCommandLineOption from{
        u"from"_s,
        Texts::tr("From this moment on, such as 2026-03-01T02:00:00Z or 2026-03-01 (UTC). Default: now, or "
                  "the moment that a file is of."),
        u"TIME"_s};
    QCommandLineOption until{u"until"_s,
                             Texts::tr("Up to and without this moment, or +12h, +7d, +4w from the first. "
                                       "Default: +24h."),
                             u"TIME"_s};
    QCommandLineOption asOf{u"as-of"_s, Texts::tr("Take the jobs of a file as they were at this moment."),
                            u"TIME"_s};
    QCommandLineOption output{u"output"_s,
                              Texts::tr("Write to <FILE>, as a whole or not at all; - is standard output."),
                              u"FILE"_s};
    QCommandLineOption activity{
        u"activity"_s,
        Texts::tr("Also next runs that moved on by whole intervals, last runs, and logins of owners.")};
    QCommandLineOption help{{u"h"_s, u"help"_s}, Texts::tr("Show this help.")};

    QList<QCommandLineOption> of(Verb verb) const
    {
        QList<QCommandLineOption> all{profile, url, tokenFile, caFile};
        if (verb == Verb::Compare)
            all << format << activity;
        else if (verb != Verb::Snapshot)
            all << (verb == Verb::Forecast ? runFormat : format) << type << filter;
        if (verb == Verb::List)
            all << sort << reverse;
        if (verb == Verb::Forecast)
            all << from << until << asOf;
        return all << output << help;
    }
};

QString descriptionOf(Verb verb)
{
    switch (verb) {
    case Verb::List:
        return Texts::tr("Lists scheduled jobs. Times are UTC. A list that may not be whole is written as a "
                         "table only, says so, and ends with 2; so does what goes wrong.");
    case Verb::Snapshot:
        return Texts::tr("Writes all scheduled jobs as a saved response, which Callboard opens. A list that "
                         "may not be whole is not written, and ends with 2; so does what goes wrong.");
    case Verb::Forecast:
        return Texts::tr("Lists when jobs will run, by their plan. Times are UTC. A list that may not be "
                         "whole is written as a table only, says so, and ends with 2; so does what goes "
                         "wrong.");
    case Verb::Compare:
        return Texts::tr(
            "Compares two saved responses, or one with what a server lists now. Jobs are matched by "
            "name. Ends with 0 if nothing differs, 1 if something does, and 2 for what goes wrong, "
            "also a list that may not be whole.");
    }
    return {};
}

// Of a field of the CSV format.
std::optional<Column> columnOf(const QString &field)
{
    for (const ColumnSpec &spec : columnSpecs()) {
        const QStringList always = JobCsv::header({});
        if (!always.contains(field) && JobCsv::header({spec.column}).contains(field))
            return spec.column;
    }
    return std::nullopt;
}

QStringList sortFields()
{
    QStringList fields;
    for (const ColumnSpec &spec : columnSpecs()) {
        if (!isOfDeletions(spec.column))
            fields << JobCsv::header({spec.column});
    }
    fields.removeDuplicates();
    const QStringList always = JobCsv::header({});
    for (const QString &field : always)
        fields.removeAll(field);
    return fields;
}

std::optional<qint64> lengthOf(const QString &text)
{
    static const QRegularExpression length(u"^\\+(\\d{1,5})([hdw])$"_s);
    const QRegularExpressionMatch match = length.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const qint64 hours = unit == "h"_L1 ? 1 : unit == "d"_L1 ? 24 : 168;
    return match.captured(1).toLongLong() * hours * Hour;
}

// Reads the values of a command line; the first that can't be meant is the problem.
class Reader
{
public:
    Reader(const QCommandLineParser &parser, const Options &options) : m_parser(parser), m_options(options) {}

    TwinLine read(Verb verb, bool isForFiles)
    {
        TwinLine line;
        line.verb = verb;
        line.profile = value(m_options.profile);
        line.url = value(m_options.url);
        if (isSet(m_options.tokenFile))
            line.tokenFile = value(m_options.tokenFile);
        line.caFile = value(m_options.caFile);
        if (value(m_options.output) != "-"_L1)
            line.output = value(m_options.output);
        if (verb == Verb::Snapshot) {
            line.format = Format::Json;
            return line;
        }
        if (verb == Verb::Compare) {
            line.tellsActivity = isSet(m_options.activity);
            readFormat(line);
            return line;
        }
        line.type = value(m_options.type);
        line.filter = value(m_options.filter);
        if (!line.type.isEmpty() && !JobQuery::types().contains(line.type))
            note(Texts::tr("--type is task, plan or deploy."));
        readFormat(line);
        if (verb == Verb::List)
            readOrder(line);
        else
            readSpan(line, isForFiles);
        return line;
    }
    const QString &problem() const { return m_problem; }

private:
    bool isSet(const QCommandLineOption &option) const { return m_parser.isSet(option); }
    QString value(const QCommandLineOption &option) const { return m_parser.value(option); }
    void note(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    void readFormat(TwinLine &line)
    {
        const QString text = isSet(m_options.format) ? value(m_options.format) : u"table"_s;
        const auto *known = std::find_if(std::begin(Formats), std::end(Formats), [&text](const auto &format) {
            return text == QLatin1StringView(format.first);
        });
        const bool isForecast = line.verb == Verb::Forecast;
        if (known != std::end(Formats) && (isForecast || known->second != Format::ICalendar))
            line.format = known->second;
        else if (isForecast)
            note(Texts::tr("--format is table, csv, json or ics."));
        else
            note(Texts::tr("--format is table, csv or json; callboard forecast writes ics."));
    }

    void readOrder(TwinLine &line)
    {
        line.order = isSet(m_options.reverse) ? Qt::DescendingOrder : Qt::AscendingOrder;
        if (!isSet(m_options.sort))
            return;
        const auto column = columnOf(value(m_options.sort));
        if (column && !isOfDeletions(*column))
            line.sortColumn = *column;
        else
            note(Texts::tr("--sort is one of: %1.").arg(sortFields().join(u' ')));
    }

    std::optional<qint64> readTime(const QCommandLineOption &option)
    {
        if (!isSet(option))
            return std::nullopt;
        const auto time = IsoTime::parsed(value(option));
        if (!time)
            note(Texts::tr("--%1 is a time such as 2026-03-01T02:00:00Z or 2026-03-01.")
                     .arg(option.names().constFirst()));
        return time;
    }

    void readSpan(TwinLine &line, bool isForFiles)
    {
        line.asOf = readTime(m_options.asOf);
        line.from = readTime(m_options.from);
        line.until = value(m_options.until);
        if (!line.until.isEmpty() && !lengthOf(line.until) && !IsoTime::parsed(line.until))
            note(Texts::tr("--until is a time such as 2026-03-01T02:00:00Z or 2026-03-01, or +12h, +7d, "
                           "+4w."));
        if (line.asOf && !isForFiles)
            note(Texts::tr("--as-of is for files: a server tells what is scheduled now."));
        const auto start = line.from ? line.from : line.asOf;
        if (m_problem.isEmpty() && start && line.untilOf(*start) <= *start)
            note(Texts::tr("--until is not after the start."));
    }

    const QCommandLineParser &m_parser;
    const Options &m_options;
    QString m_problem;
};

// Of where lists come from: files, and a connection or an address.
QString problemOfPlaces(Verb verb, const QStringList &files, int servers)
{
    const qsizetype places = files.size() + servers;
    if (verb == Verb::Compare) {
        if (files.isEmpty() || places != 2)
            return Texts::tr("Give two files, or one file and --profile or --url; - is standard input.");
        return files.count(u"-"_s) > 1 ? Texts::tr("Standard input can be one side only.") : QString();
    }
    if (places == 0)
        return Texts::tr("Give a file, - for standard input, --profile or --url.");
    return places > 1 ? Texts::tr("Give one file, --profile or --url, but only one of them.") : QString();
}

QString problemOf(const QCommandLineParser &parser, const Options &options, Verb verb)
{
    const QStringList files = parser.positionalArguments().sliced(1);
    const int servers = int(parser.isSet(options.url)) + int(parser.isSet(options.profile));
    if (QString problem = problemOfPlaces(verb, files, servers); !problem.isEmpty())
        return problem;
    if (servers == 0 && parser.isSet(options.tokenFile))
        return Texts::tr("--token-file needs --url or --profile.");
    if (!parser.isSet(options.url) && parser.isSet(options.caFile))
        return Texts::tr("--ca-file needs --url.");
    if (files.contains(QString()))
        return Texts::tr("The name of a file is empty.");
    const QList<QCommandLineOption> known = options.of(verb);
    for (const QCommandLineOption &option : known) {
        if (option.valueName().isEmpty())
            continue;
        if (parser.values(option).size() > 1)
            return Texts::tr("--%1 may be given only once.").arg(option.names().constFirst());
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return Texts::tr("--%1 needs a value.").arg(option.names().constFirst());
    }
    return {};
}

} // namespace

std::optional<TwinLine::Verb> TwinLine::verbOf(const QString &argument)
{
    for (const auto &[name, verb] : Verbs) {
        if (argument == QLatin1StringView(name))
            return verb;
    }
    return std::nullopt;
}

TwinLine TwinLine::parse(const QStringList &arguments, std::optional<Exit> &exit)
{
    const QString name = arguments.value(1);
    const Verb verb = verbOf(name).value_or(Verb::List);
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(descriptionOf(verb));
    parser.addOptions(options.of(verb));
    parser.addPositionalArgument(name, {}, name);
    const QString places = verb == Verb::Compare ? u"BEFORE [AFTER]"_s : u"[FILE]"_s;
    parser.addPositionalArgument(verb == Verb::Compare ? u"BEFORE, AFTER"_s : u"FILE"_s,
                                 Texts::tr("A saved response; - is standard input."), places);
    const auto refuse = [&exit, &name](const QString &problem) {
        exit = Exit{TwinExit::Trouble, Texts::tr("callboard %1: %2 Try --help.").arg(name, problem)};
        return TwinLine();
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText().endsWith(u'.') ? parser.errorText() : parser.errorText() + u'.');
    if (parser.isSet(options.help)) {
        exit = Exit{TwinExit::Fine, parser.helpText()};
        return {};
    }
    if (const QString problem = problemOf(parser, options, verb); !problem.isEmpty())
        return refuse(problem);
    const QStringList files = parser.positionalArguments().sliced(1);
    Reader reader(parser, options);
    TwinLine line = reader.read(verb, !files.isEmpty());
    if (verb == Verb::Compare)
        line.before = files.value(0);
    line.file = files.value(verb == Verb::Compare ? 1 : 0);
    return reader.problem().isEmpty() ? line : refuse(reader.problem());
}

qint64 TwinLine::untilOf(qint64 fromUtcMs) const
{
    if (until.isEmpty())
        return fromUtcMs + 24 * Hour;
    const auto length = lengthOf(until);
    return length ? fromUtcMs + *length : IsoTime::parsed(until).value_or(fromUtcMs);
}
