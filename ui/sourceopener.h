// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "jobsource.h"

#include <QObject>

#include <memory>

class QMenu;
class QWidget;
class SnapshotReader;

// Makes sources out of what the user names: files, the clipboard, standard input, an address. What is asked
// for later replaces what is still being read.
class SourceOpener : public QObject
{
    Q_OBJECT

public:
    explicit SourceOpener(QWidget *window);
    ~SourceOpener() override;

    void askForFiles();
    void askForConnection();
    void fillRecentMenu(QMenu *menu);

    void openFile(const QString &path);
    void openStandardInput();
    void openText(const QString &text);
    void connectTo(Connection connection);

Q_SIGNALS:
    void opened(const std::shared_ptr<JobSource> &source);
    void failed(const Error &error);
    // Beyond the first of several.
    void furtherFileChosen(const QString &path);

private:
    SnapshotReader *newReader();
    void onRead(const Result<std::shared_ptr<JobSource>> &source);

    QWidget *const m_window;
    std::unique_ptr<SnapshotReader> m_reader;
};
