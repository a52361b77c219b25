// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "connectionoptions.h"
#include "profiles.h"
#include "token.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

struct Options
{
    QCommandLineOption url{
        u"url"_s, Texts::tr("Connect to the orchestrator at <URL>, such as https://pe.example.com:8143."),
        u"URL"_s};
    QCommandLineOption profile{
        u"profile"_s, Texts::tr("Connect to the connection <NAME>, as File > Connect has it."), u"NAME"_s};
    QCommandLineOption tokenFile{u"token-file"_s,
                                 Texts::tr("Read the token from <FILE>, and again whenever it changes. "
                                           "Default: ~/.puppetlabs/token, if it exists."),
                                 u"FILE"_s};
    QCommandLineOption caFile{
        u"ca-file"_s, Texts::tr("Trust the certificate authorities in <FILE> (PEM) only."), u"FILE"_s};
    QCommandLineOption demo{u"demo"_s,
                            Texts::tr("Start a demo orchestrator on this machine and connect to it.")};
    QCommandLineOption screenshot{
        u"screenshot"_s, Texts::tr("Write a picture of the window with its first rows to <FILE> and end."),
        u"FILE"_s};
    QCommandLineOption help{{u"h"_s, u"help"_s}, Texts::tr("Show this help.")};
    QCommandLineOption version{{u"v"_s, u"version"_s}, Texts::tr("Show the version.")};
};

QString problemOf(const QCommandLineParser &parser, const Options &options)
{
    const QStringList files = parser.positionalArguments();
    const bool hasUrl = parser.isSet(options.url);
    const bool hasDemo = parser.isSet(options.demo);
    const bool hasProfile = parser.isSet(options.profile);
    if (int(hasUrl) + int(hasDemo) + int(hasProfile) + int(!files.isEmpty()) > 1)
        return Texts::tr("Give files, --url, --profile or --demo, but only one of them.");
    if (!hasUrl && (parser.isSet(options.tokenFile) || parser.isSet(options.caFile)))
        return Texts::tr("--token-file and --ca-file need --url.");
    if (files.contains(QString()))
        return Texts::tr("The name of a file is empty.");
    if (files.count(u"-"_s) > 1)
        return Texts::tr("Standard input can be read only once.");
    for (const QCommandLineOption &option :
         {options.url, options.profile, options.tokenFile, options.caFile, options.screenshot}) {
        if (parser.values(option).size() > 1)
            return Texts::tr("--%1 may be given only once.").arg(option.names().constFirst());
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return Texts::tr("--%1 needs a value.").arg(option.names().constFirst());
    }
    if (!parser.isSet(options.screenshot))
        return {};
    if (files.size() > 1)
        return Texts::tr("--screenshot takes one file.");
    if (!hasUrl && !hasDemo && !hasProfile && files.isEmpty())
        return Texts::tr("--screenshot needs a file, --url, --profile or --demo.");
    return {};
}

Result<Connection> connectionOf(const QCommandLineParser &parser, const Options &options)
{
    const auto tokenFile =
        parser.isSet(options.tokenFile) ? std::optional(parser.value(options.tokenFile)) : std::nullopt;
    return ConnectionOptions::at(parser.value(options.url), tokenFile, parser.value(options.caFile));
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments, std::optional<Exit> &exit)
{
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Texts::tr("A desktop console for the scheduled jobs of the Puppet orchestrator.") + u"\n\n"_s +
        Texts::tr("Without a window: callboard list, callboard snapshot, callboard forecast and callboard "
                  "compare, each with a --help of its own."));
    parser.addOptions({options.url, options.profile, options.tokenFile, options.caFile, options.demo,
                       options.screenshot, options.help, options.version});
    parser.addPositionalArgument(u"FILE"_s, Texts::tr("Saved responses to open; - is standard input."),
                                 u"[FILE…]"_s);
    const auto refuse = [&exit](const QString &problem) {
        exit = Exit{2, Texts::tr("callboard: %1 Try --help.").arg(problem)};
        return CommandLine();
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText().endsWith(u'.') ? parser.errorText() : parser.errorText() + u'.');
    if (parser.isSet(options.help)) {
        exit = Exit{0, parser.helpText()};
        return {};
    }
    if (parser.isSet(options.version)) {
        exit = Exit{0, u"callboard "_s + QCoreApplication::applicationVersion()};
        return {};
    }
    if (const QString problem = problemOf(parser, options); !problem.isEmpty())
        return refuse(problem);
    CommandLine line;
    line.files = parser.positionalArguments();
    line.demo = parser.isSet(options.demo);
    line.screenshot = parser.value(options.screenshot);
    if (parser.isSet(options.url)) {
        const Result<Connection> connection = connectionOf(parser, options);
        if (!connection)
            return refuse(connection.error().whatHappened());
        line.connection = connection.value();
        line.tokenFile = parser.isSet(options.tokenFile) ? parser.value(options.tokenFile) : usualTokenFile();
    }
    if (parser.isSet(options.profile)) {
        const QString name = parser.value(options.profile);
        line.profile = Profiles::named(name);
        if (!line.profile)
            return refuse(ConnectionOptions::unknownProfileText(name));
        if (const Result<Connection> connection = connectionOf(*line.profile); !connection)
            return refuse(connection.error().whatHappened());
    }
    return line;
}
