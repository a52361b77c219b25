// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar.h"

#include "attentionchoice.h"
#include "jobmodel.h"
#include "jobquery.h"
#include "journalsource.h"
#include "listtexts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

FilterBar::FilterBar(JobModel *jobs, QWidget *parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_type(new QComboBox(this)),
      m_attentionLabel(new QLabel(tr("&Attention:"), this)),
      m_attention(new AttentionChoice(jobs, this)),
      m_search(new QLineEdit(this)),
      m_count(new QLabel(this))
{
    m_type->setObjectName(u"typeFilter"_s);
    m_type->setAccessibleName(tr("Type"));
    m_type->addItem(tr("All types"), QString());
    const QStringList types = JobQuery::types();
    for (const QString &type : types)
        m_type->addItem(typeTitle(type), type);
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Name, task, node, owner, description …"));
    m_search->setClearButtonEnabled(true);
    // A file that is dropped is for the window, also here.
    m_search->setAcceptDrops(false);
    m_count->setObjectName(u"count"_s);
    auto *typeLabel = new QLabel(tr("&Type:"), this);
    typeLabel->setBuddy(m_type);
    m_attentionLabel->setBuddy(m_attention);
    auto *searchLabel = new QLabel(tr("&Search:"), this);
    searchLabel->setBuddy(m_search);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(typeLabel);
    layout->addWidget(m_type);
    layout->addSpacing(8);
    layout->addWidget(m_attentionLabel);
    layout->addWidget(m_attention);
    layout->addSpacing(8);
    layout->addWidget(searchLabel);
    layout->addWidget(m_search, 1);
    layout->addSpacing(8);
    layout->addWidget(m_count);

    m_pause.setSingleShot(true);
    m_pause.setInterval(150);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, [this] { m_jobs->setFilterText(m_search->text()); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_pause.stop();
        m_jobs->setFilterText(m_search->text());
        Q_EMIT searchEntered();
    });
    connect(m_type, &QComboBox::currentIndexChanged, this,
            [this] { m_jobs->setType(m_type->currentData().toString()); });
    connect(m_jobs, &JobModel::arrangementReverted, this, &FilterBar::showArrangement);
    connect(m_jobs, &JobModel::statusChanged, this, &FilterBar::showCount);
    showCount();
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool FilterBar::clearSearch()
{
    if (m_search->text().isEmpty())
        return false;
    m_search->clear();
    return true;
}

void FilterBar::showArrangement()
{
    const QSignalBlocker typeBlocker(m_type);
    const QSignalBlocker searchBlocker(m_search);
    m_pause.stop();
    m_type->setCurrentIndex(std::max(m_type->findData(m_jobs->type()), 0));
    m_search->setText(m_jobs->filterText());
    m_attention->showArrangement();
    // What was deleted needs nobody's attention any more.
    const bool tellsOfThePast = qobject_cast<const JournalSource *>(m_jobs->source().get());
    m_attention->setVisible(!tellsOfThePast);
    m_attentionLabel->setVisible(!tellsOfThePast);
    showCount();
}

void FilterBar::showCount()
{
    m_count->setText(countText(m_jobs->status()));
}
