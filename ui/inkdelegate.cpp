// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inkdelegate.h"

#include <QPainter>
#include <QWidget>

void InkDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (option->icon.isNull())
        return;
    const bool isSelected = option->state.testFlag(QStyle::State_Selected);
    const bool isActive = option->state.testFlag(QStyle::State_Active);
    const QColor ink = option->palette.color(isActive ? QPalette::Active : QPalette::Inactive,
                                             isSelected ? QPalette::HighlightedText : QPalette::Text);
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
    QPixmap pixmap = option->icon.pixmap(option->decorationSize, ratio);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect({}, option->decorationSize), ink);
    painter.end();
    // For both modes: the style would tint that of a selected row again.
    QIcon icon;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected})
        icon.addPixmap(pixmap, mode);
    option->icon = icon;
}
