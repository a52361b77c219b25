// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "concerncounts.h"
#include "savedfilters.h"

#include <QPushButton>

class JobModel;
class QAction;
class QMenu;

// Which concern jobs are chosen by, with how many jobs each is of, and the filters that the user has saved: a
// button with a menu, which says what is chosen.
class AttentionChoice : public QPushButton
{
    Q_OBJECT

public:
    explicit AttentionChoice(JobModel *jobs, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    // What the model has now.
    void showArrangement();

protected:
    void initStyleOption(QStyleOptionButton *option) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showMenu();
    void fillMenu();
    void addConcerns();
    void addSaved();
    void showCounts();
    QString titleWithCount(Concern concern) const;
    QString whyNoCounts() const;
    void choose(std::optional<Concern> concern);
    void askForMinutes();
    void askForName();
    void editSaved();

    JobModel *const m_jobs;
    ConcernCounts m_counts;
    QMenu *m_menu;
    QList<QAction *> m_concerns; // in the menu, by Concern
    QAction *m_reason = nullptr; // why there are no counts
    QString m_shown;             // what is chosen, in words
};
