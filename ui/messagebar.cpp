// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebar.h"

#include "longwords.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace {

QString iconName(MessageBar::Level level)
{
    switch (level) {
    case MessageBar::Level::Information:
        return u"dialog-information"_s;
    case MessageBar::Level::Warning:
        return u"dialog-warning"_s;
    case MessageBar::Level::Error:
        break;
    }
    return u"dialog-error"_s;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_layout(new QHBoxLayout(this)), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_layout->setContentsMargins(8, 4, 8, 4);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_text, 1);
}

void MessageBar::setMessage(Level level, const QString &text)
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(QIcon::fromTheme(iconName(level)).pixmap(size));
    m_text->setText(breakable(text));
    setAccessibleName(text);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::setProgress(int value, int most)
{
    if (!m_progress) {
        m_progress = new QProgressBar(this);
        m_progress->setAccessibleName(tr("Progress"));
        m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 24);
        m_layout->insertWidget(m_layout->indexOf(m_text) + 1, m_progress);
    }
    m_progress->setRange(0, most);
    m_progress->setValue(value);
    m_progress->setVisible(most > 0);
}

QAbstractButton *MessageBar::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    // A click leaves the focus where it is: the button may be gone the next moment.
    button->setFocusPolicy(Qt::TabFocus);
    button->installEventFilter(this);
    m_layout->addWidget(button);
    return button;
}

// Another button may stand where the first click of a double click was, and was not meant.
bool MessageBar::eventFilter(QObject *watched, QEvent *event)
{
    return event->type() == QEvent::MouseButtonDblClick || QFrame::eventFilter(watched, event);
}

void MessageBar::setDismissable()
{
    QAbstractButton *button = addButton(tr("Dismiss"));
    connect(button, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
}

void MessageBar::setVisible(bool visible)
{
    if (!visible && isAncestorOf(QApplication::focusWidget()))
        Q_EMIT focusReleased();
    QFrame::setVisible(visible);
}
