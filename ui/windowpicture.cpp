// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowpicture.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <QImageWriter>
#include <QPixmap>

using namespace Qt::StringLiterals;

WindowPicture::WindowPicture(MainWindow *window, QString path, QObject *parent)
    : QObject(parent), m_window(window), m_path(std::move(path))
{
    connect(m_window->jobs(), &JobModel::statusChanged, this, &WindowPicture::onStatusChanged);
    connect(m_window, &MainWindow::openFailed, this, [this](const Error &error) { finish(error.toText()); });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { finish(tr("There were no rows to show in time.")); });
    m_patience.start(std::chrono::minutes(3));
    m_settling.setSingleShot(true);
    connect(&m_settling, &QTimer::timeout, this, &WindowPicture::write);
}

// A short list is soon here as a whole; a slow one is shown as far as it is after three seconds.
void WindowPicture::onStatusChanged()
{
    const ListStatus status = m_window->jobs()->status();
    using Phase = ListStatus::Phase;
    if (status.phase == Phase::Failed) {
        finish(status.error->toText());
    } else if (status.phase == Phase::Ready || status.phase == Phase::Retired) {
        const std::chrono::milliseconds pause(status.isBusy ? 3000 : 0);
        if (!m_settling.isActive() || pause.count() == 0)
            m_settling.start(pause);
    }
}

void WindowPicture::write()
{
    const QPixmap picture = m_window->grab();
    QImageWriter writer(m_path, "png");
    finish(writer.write(picture.toImage()) ? QString()
                                           : tr("%1 was not written: %2.").arg(m_path, writer.errorString()));
}

void WindowPicture::finish(const QString &problem)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    Q_EMIT finished(problem);
}
