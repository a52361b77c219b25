// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QScrollArea>
#include <QTimer>

#include <memory>

class Deletion;
class Deletions;
class JobSource;
class MessageBar;
class QVBoxLayout;

// One strip for each deletion: counting down with Undo and Delete Now, under way, or ended in a way that
// somebody should read. What went as wished goes without a word.
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

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Strip
    {
        MessageBar *bar = nullptr;
        QWidget *undo = nullptr;
        QWidget *now = nullptr;
        QWidget *checkAgain = nullptr;
        QWidget *dismiss = nullptr;
    };

    void add(Deletion *deletion);
    void show(Deletion *deletion);
    void remove(Deletion *deletion);
    void fitHeight();

    Deletions *const m_deletions;
    QWidget *const m_content;
    QVBoxLayout *const m_layout;
    QHash<Deletion *, Strip> m_strips;
    std::shared_ptr<JobSource> m_shown;
    QTimer m_tick;
};
