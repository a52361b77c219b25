// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demooptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <optional>

using namespace Qt::StringLiterals;

static void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Speaks the scheduled jobs API of the Puppet orchestrator about an "
                                     "invented estate, on the loopback interface only. Prints its address "
                                     "when it is ready."_s);
    parser.addOptions({
        {u"port"_s, u"Listen on port <N> (default: any free one)."_s, u"N"_s},
        {u"jobs"_s, u"Invent <N> jobs (default: 245)."_s, u"N"_s},
        {u"seed"_s, u"Invent another estate with another <N> (default: 1)."_s, u"N"_s},
        {u"latency"_s, u"Answer after <MS> milliseconds (default: 0)."_s, u"MS"_s},
        {u"generation"_s, u"Speak as Puppet Enterprise <PE> does: 2018.1, 2019.8 (default) or 2021.7."_s,
         u"PE"_s},
        {u"token"_s, u"Answer only requests with <TOKEN> in X-Authentication."_s, u"TOKEN"_s},
        {u"max-limit"_s, u"Give no more than <N> jobs in a page."_s, u"N"_s},
        {u"exit-with-stdin"_s, u"End when standard input is closed."_s},
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
    });
}

// Reads the numbers of a command line and remembers the first that is out of its bounds.
class NumberReader
{
public:
    explicit NumberReader(const QCommandLineParser &parser) : m_parser(parser) {}

    template <typename T>
    void read(const QString &name, T &target, qint64 least, qint64 most)
    {
        if (!m_parser.isSet(name))
            return;
        bool isNumber = false;
        const qint64 number = m_parser.value(name).toLongLong(&isNumber);
        if (isNumber && number >= least && number <= most)
            target = static_cast<T>(number);
        else if (m_problem.isEmpty())
            m_problem = u"Option '%1' takes a number from %2 to %3."_s.arg(name).arg(least).arg(most);
    }

    QString problem() const { return m_problem; }

private:
    const QCommandLineParser &m_parser;
    QString m_problem;
};

static std::optional<DemoGeneration> generationNamed(const QString &text)
{
    if (text == "2018.1"_L1)
        return DemoGeneration::Pe2018;
    if (text == "2019.8"_L1)
        return DemoGeneration::Pe2019;
    if (text == "2021.7"_L1)
        return DemoGeneration::Pe2021;
    return std::nullopt;
}

static QString usageProblem(const QCommandLineParser &parser)
{
    if (!parser.positionalArguments().isEmpty())
        return u"Unexpected argument '%1'."_s.arg(parser.positionalArguments().constFirst());
    if (parser.isSet(u"token"_s) && parser.value(u"token"_s).isEmpty())
        return u"Option 'token' takes a text that is not empty."_s;
    if (parser.isSet(u"generation"_s) && !generationNamed(parser.value(u"generation"_s)))
        return u"Option 'generation' takes 2018.1, 2019.8 or 2021.7."_s;
    return QString();
}

std::variant<DemoOptions, QString> demoOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    addOptions(parser);
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(application.arguments()))
        return parser.errorText();
    if (parser.isSet(version))
        parser.showVersion();
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (const QString problem = usageProblem(parser); !problem.isEmpty())
        return problem;

    DemoOptions options;
    NumberReader numbers(parser);
    numbers.read(u"port"_s, options.port, 0, 65535);
    numbers.read(u"jobs"_s, options.jobs, 0, 1000000);
    numbers.read(u"seed"_s, options.seed, 0, 999999999);
    numbers.read(u"latency"_s, options.latency, 0, 600000);
    numbers.read(u"max-limit"_s, options.maxLimit, 1, 1000000);
    if (const auto generation = generationNamed(parser.value(u"generation"_s)))
        options.generation = *generation;
    options.token = parser.value(u"token"_s).toUtf8();
    options.exitWithStdin = parser.isSet(u"exit-with-stdin"_s);
    if (!numbers.problem().isEmpty())
        return numbers.problem();
    return options;
}
