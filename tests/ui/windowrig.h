// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "listserver.h"
#include "mainwindow.h"

#include <QTemporaryDir>
#include <QTest>

class QAbstractButton;
class QComboBox;
class QLineEdit;
class QTableView;

/// How to reach a server of the test: with a token, and without waiting long for one that is silent.
Connection connectionTo(const LoopbackServer &server);
/// The requests for pages of the list that came.
QList<LoopbackRequest> listRequests(const LoopbackServer &server);
/// `{"items": [...], "pagination": {...}}` of these jobs.
QByteArray responseOf(const QList<QJsonObject> &jobs);
/// Jobs 1 to `count` in the order in which the server lists them.
QStringList numbers(int from, int count);

/// A main window as a person sits before it: found by names, driven by keys and clicks, read by what it
/// shows. The texts are those of the English catalogue.
class WindowRig
{
    const bool m_isPrepared;

public:
    WindowRig();

    MainWindow window;

    /// These wait until the list is at rest; false: it never was.
    [[nodiscard]] bool connectTo(const LoopbackServer &server);
    [[nodiscard]] bool open(const QByteArray &bytes, const QString &fileName = QStringLiteral("jobs.json"));
    [[nodiscard]] bool rests();
    /// A file in a folder that goes away with the rig.
    QString write(const QByteArray &bytes, const QString &fileName);
    QString path(const QString &fileName) const { return m_folder.filePath(fileName); }

    /// To whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    static void click(QWidget *widget);
    /// Opens menus and chooses an action with keys alone: {"View", "Sort By", "Name"}.
    [[nodiscard]] bool choose(const QStringList &path);
    void clickHeader(const QString &columnTitle);
    /// By a click on its row.
    void selectJob(const QString &name);

    QTableView *table() const;
    QLineEdit *search() const;
    QComboBox *typeFilter() const;
    QAction *action(const char *name) const;
    /// A visible one with this text, an access key aside; null: there is none.
    QAbstractButton *button(const QString &text) const;
    /// Whatever is visible and has this accessible name; null: there is none.
    QWidget *named(const QString &accessibleName) const;

    int rows() const;
    int rowOf(const QString &jobName) const;
    int columnOf(const QString &title) const;
    QModelIndex cell(int row, const QString &columnTitle) const;
    QString text(int row, const QString &columnTitle) const;
    /// The texts of a column from the first row to the last.
    QStringList texts(const QString &columnTitle) const;
    /// The column and the direction of the arrow in the header: "Name down".
    QString sortIndicator() const;
    /// The name of the selected job; empty: none.
    QString selected() const;
    /// The names of the jobs that are struck out.
    QStringList struckOut() const;

    /// "12 of 245 jobs"
    QString count() const;
    /// The text of a bar such as "problem", "note", "listError" or "doubt"; empty: it is not shown.
    QString bar(const char *name) const;
    /// The texts of the strips for deletions.
    QStringList deletionTexts() const;
    /// Title, text and button of the page in place of the table; empty: the table is shown.
    QStringList statePage() const;
    /// The value of a field of the selected job; null: there is no such field.
    QString field(const QString &label) const;
    /// Whether a visible label holds this text.
    bool shows(const QString &text) const;

private:
    QTemporaryDir m_folder;
};
