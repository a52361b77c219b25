// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "session.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

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

// --help and --version, and what is wrong with a command line, are told without a display.
std::optional<int> answerWithoutWindow(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QTranslator qt;
    QTranslator callboard;
    translate(qt, callboard);
    std::optional<CommandLine::Exit> exit;
    CommandLine::parse(QCoreApplication::arguments(), exit);
    if (!exit)
        return std::nullopt;
    std::fprintf(exit->code == 0 ? stdout : stderr, "%s\n", qPrintable(exit->text.trimmed()));
    return exit->code;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(u"callboard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLBOARD_VERSION));
    QCoreApplication::setOrganizationName(u"callboard"_s);
    // QApplication takes Qt's own options, such as -platform, out of the command line; here they are still in
    // it.
    if (argc > 1) {
        int count = argc;
        if (const auto code = answerWithoutWindow(count, argv))
            return *code;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Callboard"_s);
    QGuiApplication::setDesktopFileName(u"io.github.callboard.Callboard"_s);
    QTranslator qt;
    QTranslator callboard;
    translate(qt, callboard);
    chooseIcons();
    std::optional<CommandLine::Exit> exit;
    Session session(CommandLine::parse(QCoreApplication::arguments(), exit));
    session.start();
    return QApplication::exec();
}
