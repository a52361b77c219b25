// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ends the program that loads it with its first painted frame and prints the moment, in nanoseconds of the
// monotonic clock. So a program is measured as it is shipped.
#include <QCoreApplication>
#include <QEvent>
#include <QGenericPlugin>
#include <QMainWindow>

#include <cstdio>
#include <ctime>

#include <unistd.h>

namespace {

class FirstPaint : public QObject
{
    Q_OBJECT

public:
    FirstPaint() { QCoreApplication::instance()->installEventFilter(this); }

    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && qobject_cast<QMainWindow *>(receiver)) {
            QCoreApplication::instance()->removeEventFilter(this);
            // Behind the rest of this frame: its widgets are painted in the same event, then it is handed to
            // the display.
            QMetaObject::invokeMethod(this, &FirstPaint::finish, Qt::QueuedConnection);
        }
        return false;
    }

private:
    void finish()
    {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        std::printf("%lld\n", now.tv_sec * 1'000'000'000LL + now.tv_nsec);
        std::fflush(stdout);
        _exit(0);
    }
};

class FirstPaintPlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "firstpaint.json")

public:
    QObject *create(const QString &, const QString &) override { return new FirstPaint; }
};

} // namespace

#include "firstpaint.moc"
