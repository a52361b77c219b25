// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class ReviewModel;

// A list of jobs under review: sorted by its headers or by its menu, copied with Ctrl+C.
class ReviewList : public QTableView
{
    Q_OBJECT

public:
    // The model lives longer. `lastWidth` is what its last column needs, in average characters.
    ReviewList(ReviewModel *model, const QString &accessibleName, int lastWidth, QWidget *parent);

    // The marked rows in their order, cells separated by tabs.
    QString markedText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copyMarked() const;
};
