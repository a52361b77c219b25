// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class MainWindow;

// Writes a picture of a window once it shows the first rows of its list, or that there are none.
class WindowPicture : public QObject
{
    Q_OBJECT

public:
    // The window must outlive this.
    WindowPicture(MainWindow *window, QString path, QObject *parent);

Q_SIGNALS:
    // Comes once; an empty text: the picture was written.
    void finished(const QString &problem);

private:
    void onStatusChanged();
    void write();
    void finish(const QString &problem);

    MainWindow *const m_window;
    const QString m_path;
    QTimer m_patience;
    QTimer m_settling;
    bool m_isFinished = false;
};
