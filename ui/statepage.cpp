// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statepage.h"

#include "longwords.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

StatePage::StatePage(QWidget *parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_details(new QLabel(this)),
      m_button(new QPushButton(this))
{
    setObjectName(u"statePage"_s);
    setFocusPolicy(Qt::StrongFocus);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    m_title->setFont(font);
    for (QLabel *label : {m_title, m_text, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_icon->setAlignment(Qt::AlignCenter);
    m_text->setMinimumWidth(360);
    m_details->setObjectName(u"stateDetails"_s);
    m_details->setAlignment(Qt::AlignLeft);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_button->setObjectName(u"stateAction"_s);
    connect(m_button, &QAbstractButton::clicked, this, &StatePage::actionTriggered);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    // Lines that begin at one edge, and wrap where the window is narrow.
    auto *details = new QHBoxLayout;
    details->addStretch(1);
    details->addWidget(m_details, 3);
    details->addStretch(1);
    layout->addLayout(details);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    layout->setSpacing(12);
}

void StatePage::setFace(const Face &face)
{
    m_icon->setPixmap(QIcon::fromTheme(face.icon).pixmap(48));
    m_title->setText(breakable(face.title));
    m_text->setText(breakable(face.text));
    m_text->setVisible(!face.text.isEmpty());
    m_details->setText(breakable(face.details));
    m_details->setVisible(!face.details.isEmpty());
    m_button->setText(face.action);
    m_button->setVisible(!face.action.isEmpty());
    setAccessibleName(face.title);
    setAccessibleDescription(face.details.isEmpty() ? face.text : face.text + u'\n' + face.details);
}

void StatePage::takeFocus(bool acts)
{
    m_acts = acts;
    if (!isAncestorOf(window()->focusWidget()))
        setFocus();
}

void StatePage::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (m_acts && !m_button->isHidden() &&
        (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter))
        Q_EMIT actionTriggered();
    else
        QWidget::keyPressEvent(event);
}

QString StatePage::title() const
{
    return m_title->text();
}

QString StatePage::text() const
{
    return m_text->text();
}
