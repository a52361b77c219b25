// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "savedfiltersdialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

SavedFiltersDialog::SavedFiltersDialog(QWidget *parent)
    : QDialog(parent),
      m_filters(SavedFilters::list()),
      m_list(new QListWidget(this)),
      m_rename(new QPushButton(tr("Re&name"), this)),
      m_remove(new QPushButton(tr("&Remove"), this))
{
    setObjectName(u"savedFilters"_s);
    setWindowTitle(tr("Saved Filters"));
    m_list->setObjectName(u"savedFilterList"_s);
    m_list->setAccessibleName(tr("Saved filters"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_rename->setObjectName(u"renameFilter"_s);
    m_remove->setObjectName(u"removeFilter"_s);
    m_rename->setAutoDefault(false);
    m_remove->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *sides = new QVBoxLayout;
    sides->addWidget(m_rename);
    sides->addWidget(m_remove);
    sides->addStretch();
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(sides);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(middle);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_rename, &QAbstractButton::clicked, this, [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_remove, &QAbstractButton::clicked, this, &SavedFiltersDialog::remove);
    auto *removeKey = new QShortcut(Qt::Key_Delete, m_list);
    removeKey->setContext(Qt::WidgetShortcut);
    connect(removeKey, &QShortcut::activated, this, &SavedFiltersDialog::remove);
    connect(m_list, &QListWidget::itemChanged, this, &SavedFiltersDialog::rename);
    connect(m_list, &QListWidget::currentRowChanged, this, &SavedFiltersDialog::updateButtons);
    fill(0);
    m_list->setFocus();
}

void SavedFiltersDialog::fill(int current)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const SavedFilters::Filter &filter : std::as_const(m_filters)) {
        auto *item = new QListWidgetItem(filter.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    updateButtons();
}

// A name that is empty or another's is taken back.
void SavedFiltersDialog::rename(QListWidgetItem *item)
{
    const int row = m_list->row(item);
    const QString name = SavedFilters::cleanName(item->text());
    const bool isTaken =
        std::any_of(m_filters.begin(), m_filters.end(),
                    [&name](const SavedFilters::Filter &filter) { return filter.name == name; });
    if (!name.isEmpty() && !isTaken) {
        m_filters[row].name = name;
        SavedFilters::setList(m_filters);
    }
    const QSignalBlocker blocker(m_list);
    item->setText(m_filters.at(row).name);
}

void SavedFiltersDialog::remove()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_filters.removeAt(row);
    SavedFilters::setList(m_filters);
    fill(row);
}

void SavedFiltersDialog::updateButtons()
{
    const bool hasCurrent = m_list->currentRow() >= 0;
    m_rename->setEnabled(hasCurrent);
    m_remove->setEnabled(hasCurrent);
}
