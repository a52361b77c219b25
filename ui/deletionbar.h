// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QScrollArea>
#include <QTimer>

#include <memory>

class DeletionBatch;
class Deletions;
class JobSource;
class MessageBar;
class QVBoxLayout;

// One strip for each deletion, or for many that were asked for together: counting down with Undo and Delete
// Now, under way with Cancel, or ended in a way that somebody should read. A single one that went as wished
// goes without a word.
class DeletionBar : public QScrollArea
{
    Q_OBJECT

public:
    DeletionBar(Deletions *deletions, QWidget *parent = nullptr);

    // The list that is looked at; null: none. Deletions elsewhere name their server.
    void setShownSource(std::shared_ptr<JobSource> source);

Q_SIGNALS:
    // What had the focus goes.
    void focusReleased();
    // What became of each of many.
    void resultsRequested(DeletionBatch *batch);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Strip
    {
        MessageBar *bar = nullptr;
        QWidget *undo = nullptr;
        QWidget *now = nullptr;
        QWidget *stop = nullptr;
        QWidget *results = nullptr;
        QWidget *checkAgain = nullptr;
        QWidget *dismiss = nullptr;
    };

    void add(DeletionBatch *batch);
    Strip makeStrip(DeletionBatch *batch);
    void show(DeletionBatch *batch);
    void showProgress(const Strip &strip, const DeletionBatch &batch);
    void remove(DeletionBatch *batch);
    void fitHeight();

    Deletions *const m_deletions;
    QWidget *const m_content;
    QVBoxLayout *const m_layout;
    QHash<DeletionBatch *, Strip> m_strips;
    std::shared_ptr<JobSource> m_shown;
    QTimer m_tick;
};
