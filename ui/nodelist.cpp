// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nodelist.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NodeList::NodeList(QWidget *parent)
    : QWidget(parent),
      m_model(new QStringListModel(this)),
      m_matching(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_list(new QListView(this))
{
    m_matching->setSourceModel(m_model);
    m_matching->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Filter nodes"));
    m_filter->setAccessibleName(tr("Filter nodes"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAcceptDrops(false); // files are for the window
    m_list->setAccessibleName(tr("Nodes"));
    m_list->setModel(m_matching);
    // All rows are alike, so none needs to be measured.
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_matching->setFilterFixedString(text);
        showCount();
    });
    auto *row = new QHBoxLayout;
    row->addWidget(m_filter, 1);
    row->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
}

void NodeList::setNodes(const QStringList &nodes)
{
    m_filter->clear();
    m_model->setStringList(nodes);
    showCount();
}

void NodeList::showCount()
{
    m_count->setText(
        tr("%L1 of %L2", "shown of all nodes").arg(m_matching->rowCount()).arg(m_model->rowCount()));
}

QString NodeList::focusedText() const
{
    return m_list->hasFocus() ? m_list->currentIndex().data().toString() : QString();
}
