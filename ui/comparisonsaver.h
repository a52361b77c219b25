// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparisonexport.h"
#include "detachedwork.h"

#include <QObject>

class QWidget;

// Writes a comparison to a file that the user chooses, off the GUI thread.
class ComparisonSaver : public QObject
{
    Q_OBJECT

public:
    explicit ComparisonSaver(QWidget *window);

    void ask(const ComparisonExport::Contents &contents);
    void save(const QString &path, ComparisonExport::Format format,
              const ComparisonExport::Contents &contents);
    bool isBusy() const { return m_work.isBusy(); }

Q_SIGNALS:
    void saved(const QString &text);
    void failed(const QString &text);

private:
    QWidget *const m_window;
    DetachedWork m_work;
};
