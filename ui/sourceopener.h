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
    // `tokenFile` is where the token came from or may come to, see Access; empty: nowhere. Without an RBAC
    // service, the usual place of one is taken.
    void connectTo(Connection connection, const QString &tokenFile = {});

Q_SIGNALS:
    // With the `tokenFile` of a live one.
    void opened(const std::shared_ptr<JobSource> &source, const QString &tokenFile);
    void failed(const Error &error);
    // Beyond the first of several.
    void furtherFileChosen(const QString &path);

private:
    SnapshotReader *newReader();
    void onRead(const Result<std::shared_ptr<JobSource>> &source);

    QWidget *const m_window;
    std::unique_ptr<SnapshotReader> m_reader;
};
