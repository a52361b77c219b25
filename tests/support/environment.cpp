// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <ctime>

using namespace Qt::StringLiterals;

namespace {
void makePlace(const QTemporaryDir &place)
{
    // Test mode alone leads every test to the same ~/.qttest, which also outlives the run.
    qputenv("HOME", QFile::encodeName(place.path()));
    QStandardPaths::setTestModeEnabled(true);

    if (qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        return;
    const QString runtime = place.filePath(u"runtime"_s);
    QDir().mkdir(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime));
}
} // namespace

void ownTimeAndPlace()
{
    qputenv("TZ", "UTC");
    ::tzset();
    qputenv("LC_ALL", "C.UTF-8");
    qunsetenv("LANGUAGE");
    // The keychain of whoever runs the tests is none of their business.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");

    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    for (const char *scheme : {"http", "https", "ftp", "all", "no"}) {
        const QByteArray name = QByteArray(scheme) + "_proxy";
        qunsetenv(name.constData());
        qunsetenv(name.toUpper().constData());
    }

    static const QTemporaryDir place;
    if (!place.isValid())
        qFatal("no temporary folder: %s", qPrintable(place.errorString()));
    makePlace(place);
}
