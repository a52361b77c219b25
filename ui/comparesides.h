// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparesidebutton.h"
#include "comparisonrun.h"

#include <QWidget>

#include <array>
#include <optional>

class JobModel;

// The two lists of a comparison, as the user chooses them: files, or the list in the window as a whole,
// whatever of it the table shows.
class CompareSides : public QWidget
{
    Q_OBJECT

public:
    enum Which { Before, After };

    explicit CompareSides(JobModel *jobs, QWidget *parent = nullptr);

    // The list in the window stands after it, if there is one, unless something was chosen.
    void chooseUsual();
    // A file before, and the list in the window after it.
    void chooseFileAndWindow(const QString &before);
    // Asks for the file of the first side that is not chosen.
    void askForFile();
    bool areChosen() const;
    ComparedSide wanted(Which which) const;
    // What was read of both; they need not be read again until they are forgotten.
    void setLists(const ComparedList &before, const ComparedList &after);
    void forgetLists();
    // Whether the list in the window is part of it and is another one by now, or was read again.
    bool hasWindowListChanged() const;
    // The label of what the window shows; empty: nothing that can be compared.
    QString windowLabel() const;
    void setOffers(const std::function<QList<CompareSideButton::Offer>()> &offers);

Q_SIGNALS:
    // Other lists are wanted.
    void changed();

private:
    struct Side
    {
        enum class Choice { None, Window, File };
        Choice choice = Choice::None;
        QString path;
        std::optional<ComparedList> list; // once it was read
        CompareSideButton *button = nullptr;
    };

    void choose(Side &side, Side::Choice choice, const QString &path);
    void swap();
    void showChoice(Side &side) const;

    JobModel *const m_jobs;
    std::array<Side, 2> m_sides;
    std::weak_ptr<JobSource> m_source; // whose list was read last
    QDateTime m_readAt;
};
