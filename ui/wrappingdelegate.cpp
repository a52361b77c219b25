// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wrappingdelegate.h"

#include "longwords.h"

#include <QApplication>
#include <QHeaderView>
#include <QTreeView>

WrappingDelegate::WrappingDelegate(QHeaderView *header, QObject *parent)
    : QStyledItemDelegate(parent), m_header(header)
{
}

void WrappingDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QString excerpt = index.data(ExcerptRole).toString();
    option->text = breakable(excerpt.isEmpty() ? option->text : excerpt);
    // In a mirrored window, too, JSON begins with its bracket.
    if (option->direction == Qt::RightToLeft && !option->text.isRightToLeft()) {
        option->direction = Qt::LeftToRight;
        option->displayAlignment = Qt::AlignRight | (option->displayAlignment & Qt::AlignVertical_Mask);
    }
}

QSize WrappingDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const auto *tree = qobject_cast<const QTreeView *>(cell.widget);
    const bool isSpanned = tree && tree->isFirstColumnSpanned(index.row(), index.parent());
    int width = isSpanned ? m_header->length() : m_header->sectionSize(index.column());
    if (tree && index.column() == tree->treePosition()) {
        for (QModelIndex parent = index.parent(); parent.isValid(); parent = parent.parent())
            width -= tree->indentation();
    }
    cell.rect = QRect(0, 0, std::max(width, 1), QWIDGETSIZE_MAX);
    cell.features |= QStyleOptionViewItem::WrapText;
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    return style->sizeFromContents(QStyle::CT_ItemViewItem, &cell, {}, cell.widget);
}
