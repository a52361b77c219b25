// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyringserver.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QTest>

using namespace Qt::StringLiterals;

KeyringServer::KeyringServer()
{
    startBus();
    if (m_error.isEmpty())
        startKeyring();
}

KeyringServer::~KeyringServer()
{
    for (QProcess *process : {&m_keyring, &m_bus}) {
        process->kill();
        process->waitForFinished();
    }
}

void KeyringServer::startBus()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s,
                                   u"--address=unix:tmpdir="_s + m_folder.path()});
    if (!m_bus.waitForReadyRead(10'000)) {
        m_error = u"dbus-daemon: "_s + m_bus.errorString();
        return;
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
}

void KeyringServer::startKeyring()
{
    // It keeps its files below these.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path());
    m_keyring.setProcessEnvironment(environment);
    m_keyring.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    if (!m_keyring.waitForStarted(10'000)) {
        m_error = u"gnome-keyring-daemon: "_s + m_keyring.errorString();
        return;
    }
    // What unlocks it; the end of its input starts it.
    m_keyring.write("callboard");
    m_keyring.closeWriteChannel();
    const auto isOnTheBus = [] {
        return QDBusConnection::sessionBus().interface()->isServiceRegistered(u"org.freedesktop.secrets"_s);
    };
    if (!QTest::qWaitFor(isOnTheBus, 10'000))
        m_error = u"gnome-keyring-daemon: "_s + QString::fromLocal8Bit(m_keyring.readAllStandardError());
}
