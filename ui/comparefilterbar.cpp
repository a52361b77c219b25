// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparefilterbar.h"

#include "comparetexts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

using Kind = Comparison::Kind;

CompareFilterBar::CompareFilterBar(QWidget *parent)
    : QWidget(parent),
      m_kind(new QComboBox(this)),
      m_text(new QLineEdit(this)),
      m_activity(new QCheckBox(tr("Also r&uns and sign-ins"), this))
{
    m_kind->setObjectName(u"compareKind"_s);
    m_kind->setAccessibleName(tr("Kind of difference"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_kind, &QComboBox::activated, this, &CompareFilterBar::choiceChanged);
    m_text->setObjectName(u"compareSearch"_s);
    m_text->setAccessibleName(tr("Search the differences"));
    m_text->setPlaceholderText(tr("Search"));
    m_text->setClearButtonEnabled(true);
    // A file that is dropped is for the window, also here.
    m_text->setAcceptDrops(false);
    m_pause.setSingleShot(true);
    m_pause.setInterval(150);
    connect(m_text, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, &CompareFilterBar::textChanged);
    connect(m_text, &QLineEdit::returnPressed, this, &CompareFilterBar::entered);
    m_activity->setObjectName(u"compareActivity"_s);
    m_activity->setToolTip(tr("Next runs that moved on by whole intervals, last runs, and logins of owners"));
    connect(m_activity, &QCheckBox::toggled, this, [this] {
        showCount();
        Q_EMIT choiceChanged();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_kind);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_activity);
}

void CompareFilterBar::offerKinds(const Comparison &comparison)
{
    m_changes = comparison.added + comparison.removed + comparison.changed;
    m_active = comparison.active;
    m_kind->clear();
    m_kind->addItem(QString());
    showCount();
    for (const Kind kind : {Kind::Added, Kind::Removed, Kind::Changed, Kind::Activity})
        m_kind->addItem(kindText(kind, comparison.count(kind)), int(kind));
}

void CompareFilterBar::showCount()
{
    m_kind->setItemText(0, kindText({}, showsActivity() ? m_changes + m_active : m_changes));
}

std::optional<Kind> CompareFilterBar::kind() const
{
    const QVariant kind = m_kind->currentData();
    return kind.isValid() ? std::optional(Kind(kind.toInt())) : std::nullopt;
}

QString CompareFilterBar::text() const
{
    return m_text->text();
}

bool CompareFilterBar::showsActivity() const
{
    return m_activity->isChecked();
}

void CompareFilterBar::setShowsActivity(bool shows)
{
    m_activity->setChecked(shows);
}

void CompareFilterBar::clear()
{
    m_kind->setCurrentIndex(0);
    m_text->clear();
    m_pause.stop();
    Q_EMIT textChanged();
}

bool CompareFilterBar::clearText()
{
    if (m_text->text().isEmpty())
        return false;
    m_text->clear();
    return true;
}

void CompareFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}
