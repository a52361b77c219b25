// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QHeaderView;

// Cells as high as their whole text needs in the width of its column, long words broken. A tree view asks
// with no width at all, and cuts what does not fit into one line.
class WrappingDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // What is shown in the place of a text that is too long.
    static constexpr int ExcerptRole = Qt::UserRole + 100;

    // The header of the view, which lives longer.
    explicit WrappingDelegate(QHeaderView *header, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QHeaderView *const m_header;
};
