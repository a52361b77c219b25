// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"

#include <QObject>

class TimelinePage;

// The timeline for those who are not sitting before it: as a file (PNG, SVG or PDF), or on paper.
class TimelinePicture : public QObject
{
    Q_OBJECT

public:
    // The page lives longer.
    explicit TimelinePicture(TimelinePage *page);

    void askAndSave();
    void askAndPrint();

    // As its suffix says; any other is PNG. Written apart from the GUI thread.
    void saveTo(const QString &path);

Q_SIGNALS:
    void saved(const QString &text);
    void failed(const QString &text);

private:
    QSize pictureSize() const;
    QString documentName() const;
    QByteArray png() const;
    QByteArray svg() const;
    QByteArray pdf() const;

    TimelinePage *const m_page;
    DetachedWork m_writing;
};
