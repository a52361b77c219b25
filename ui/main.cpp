// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "preferences.h"
#include "session.h"
#include "shownzone.h"
#include "token.h"
#include "twin.h"
#include "twincomparison.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <array>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <stop_token>
#include <vector>

#include <langinfo.h>

using namespace Qt::StringLiterals;

namespace {

// Qt's own texts, such as those of buttons and file dialogs, and ours. English has a catalogue too: for its
// plurals.
void translate(QTranslator &qt, QTranslator &callboard)
{
    const QLocale locale;
    if (qt.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt);
    if (callboard.load(locale, u"callboard"_s, u"_"_s, u":/i18n"_s) ||
        callboard.load(u":/i18n/callboard_en.qm"_s))
        QCoreApplication::installTranslator(&callboard);
}

void chooseIcons()
{
    // Without a desktop there is no theme at all, and then no fallback either.
    if (QIcon::themeName().isEmpty())
        QIcon::setThemeName(u"callboard"_s);
    QIcon::setFallbackThemeName(u"callboard"_s);
    QApplication::setWindowIcon(QIcon(u":/callboard.svg"_s));
}

// Without what QApplication takes for itself, as in "-style fusion" and "--platform=offscreen".
std::vector<char *> withoutQtOptions(int argc, char *argv[])
{
    constexpr std::array Flags{"reverse"_L1, "widgetcount"_L1, "nograb"_L1, "dograb"_L1, "sync"_L1};
    constexpr std::array WithValue{
        "platform"_L1,        "platformpluginpath"_L1, "platformtheme"_L1, "plugin"_L1,
        "qwindowgeometry"_L1, "qwindowicon"_L1,        "qwindowtitle"_L1,  "session"_L1,
        "display"_L1,         "geometry"_L1,           "style"_L1,         "stylesheet"_L1};
    std::vector<char *> rest{argv[0]};
    for (int i = 1; i < argc; ++i) {
        QString name = QString::fromLocal8Bit(argv[i]);
        const bool isOption = name.startsWith(u'-');
        name.remove(0, name.startsWith("--"_L1) ? 2 : 1);
        const QString key = name.section(u'=', 0, 0);
        if (isOption && std::find(Flags.begin(), Flags.end(), name) != Flags.end())
            continue;
        if (isOption && std::find(WithValue.begin(), WithValue.end(), key) != WithValue.end()) {
            if (key == name)
                ++i;
            continue;
        }
        rest.push_back(argv[i]);
    }
    return rest;
}

// Read once, as a file in it may be a pipe; without a display, as --help and what is wrong need none.
CommandLine readCommandLine(int argc, char *argv[], std::optional<CommandLine::Exit> &exit)
{
    std::vector<char *> arguments = withoutQtOptions(argc, argv);
    if (arguments.size() == 1)
        return {};
    int count = int(arguments.size());
    QCoreApplication application(count, arguments.data());
    QTranslator qt;
    QTranslator callboard;
    translate(qt, callboard);
    return CommandLine::parse(QCoreApplication::arguments(), exit);
}

// Without a word from Qt on a locale that is none, as that of cron is.
void chooseEncoding()
{
    std::setlocale(LC_CTYPE, "");
    if (QLatin1StringView(nl_langinfo(CODESET)) == "ANSI_X3.4-1968"_L1)
        qputenv("LC_ALL", "C.UTF-8");
}

void print(int code, const QString &text)
{
    std::fprintf(code == 0 ? stdout : stderr, "%s\n", qPrintable(text.trimmed()));
}

template <class Verb>
int runToItsEnd(const TwinLine &line, const Interruption &interruption)
{
    Verb verb(line, interruption);
    QObject::connect(&verb, &Verb::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    QMetaObject::invokeMethod(&verb, &Verb::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

// Without a display, and without what Qt has for one.
int runTwin(int argc, char *argv[])
{
    chooseEncoding();
    const Interruption interruption;
    QCoreApplication application(argc, argv);
    QTranslator qt;
    QTranslator callboard;
    translate(qt, callboard);
    std::optional<TwinLine::Exit> exit;
    const TwinLine line = TwinLine::parse(QCoreApplication::arguments(), exit);
    if (exit) {
        print(exit->code, exit->text);
        return exit->code;
    }
    const std::stop_callback quit(interruption.token(), [&application] {
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    const int code = line.verb == TwinLine::Verb::Compare ? runToItsEnd<TwinComparison>(line, interruption)
                                                          : runToItsEnd<Twin>(line, interruption);
    interruption.endIfInterrupted();
    return code;
}

bool hasPlatform(int argc, char *argv[])
{
    const auto isSet = [](const char *name) {
        return !qEnvironmentVariableIsEmpty(name);
    };
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM") ||
           std::any_of(argv + 1, argv + argc, [](const char *argument) {
               return QLatin1StringView(argument).contains("-platform"_L1);
           });
}

} // namespace

int main(int argc, char *argv[])
{
    keepMemoryPrivate();
    // A limit on the size of files makes a write fail then, as a full disk does, and does not end the
    // program.
    std::signal(SIGXFSZ, SIG_IGN);
    QCoreApplication::setApplicationName(u"callboard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLBOARD_VERSION));
    QCoreApplication::setOrganizationName(u"callboard"_s);
    if (Twin::isAsked(argc, argv))
        return runTwin(argc, argv);
    std::optional<CommandLine::Exit> exit;
    const CommandLine line = readCommandLine(argc, argv, exit);
    if (exit) {
        print(exit->code, exit->text);
        return exit->code;
    }
    // A picture needs no display.
    if (!hasPlatform(argc, argv)) {
        if (line.screenshot.isEmpty()) {
            std::fprintf(
                stderr,
                "callboard: There is no display for a window. --screenshot needs none, and neither do the "
                "verbs: callboard list, snapshot, forecast, compare.\n");
            return 1;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Callboard"_s);
    QGuiApplication::setDesktopFileName(u"io.github.callboard.Callboard"_s);
    QTranslator qt;
    QTranslator callboard;
    translate(qt, callboard);
    chooseIcons();
    ShownZone::set(Preferences::timeZone());
    Session session(line);
    session.start();
    return QApplication::exec();
}
