// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewlist.h"

#include "reviewmodel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

ReviewList::ReviewList(ReviewModel *model, const QString &accessibleName, int lastWidth, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setModel(model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    // In average characters.
    constexpr auto Widths = std::to_array<int>({5, 5, 13, 9, 10, 18, 8});
    for (int section = 0; section < std::min(int(Widths.size()), model->columnCount() - 1); ++section) {
        const QString title = model->headerData(section, Qt::Horizontal).toString();
        const int text = std::max(Widths[std::size_t(section)] * fontMetrics().averageCharWidth(),
                                  fontMetrics().horizontalAdvance(title) + 16);
        setColumnWidth(section, text + 12);
    }
    // What is special about a job stands beside its name: on a small screen the last column is out of sight.
    const int last = model->columnCount() - 1;
    horizontalHeader()->moveSection(last, 1);
    setColumnWidth(last, lastWidth * fontMetrics().averageCharWidth());
    // At first in the order that the model has, and again with a third click.
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
}

QString ReviewList::markedText() const
{
    QList<int> rows;
    const QModelIndexList marked = selectionModel()->selectedRows();
    for (const QModelIndex &index : marked)
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells << model()->index(row, column).data().toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void ReviewList::copyMarked() const
{
    if (const QString text = markedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void ReviewList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyMarked();
        return;
    }
    // Qt knows the Menu key only.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        const QPoint at = visualRect(currentIndex()).center();
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, at, viewport()->mapToGlobal(at));
        contextMenuEvent(&menu);
        return;
    }
    QTableView::keyPressEvent(event);
}

void ReviewList::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("&Copy")), &QAction::triggered, this, &ReviewList::copyMarked);
    menu->addSeparator();
    for (int section = 0; section < model()->columnCount(); ++section) {
        const QString title = model()->headerData(section, Qt::Horizontal).toString();
        QAction *action = menu->addAction(tr("Sort by %1", "title of a column").arg(title));
        connect(action, &QAction::triggered, this, [this, section] {
            const QHeaderView *header = horizontalHeader();
            const bool turns = header->sortIndicatorSection() == section &&
                               header->sortIndicatorOrder() == Qt::AscendingOrder;
            sortByColumn(section, turns ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard)
        at = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    menu->popup(at);
}
