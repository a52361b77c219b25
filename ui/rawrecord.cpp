// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawrecord.h"

#include "jsontext.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QTextDocumentFragment>

using namespace Qt::StringLiterals;

RawRecord::RawRecord(QWidget *parent)
    : QWidget(parent),
      m_text(new QPlainTextEdit(this)),
      m_search(new QLineEdit(this)),
      m_found(new QLabel(this)),
      m_asReceived(new QCheckBox(tr("As &received"), this))
{
    m_text->setObjectName(u"recordText"_s);
    m_text->setAccessibleName(tr("Record"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_search->setPlaceholderText(tr("Search in the record"));
    m_search->setAccessibleName(tr("Search in the record"));
    m_search->setClearButtonEnabled(true);
    // A file that is dropped is for the window.
    m_text->setAcceptDrops(false);
    m_search->setAcceptDrops(false);
    auto *previous = new QPushButton(tr("&Previous"), this);
    auto *next = new QPushButton(tr("Ne&xt"), this);
    auto *copy = new QPushButton(tr("&Copy Record"), this);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_text->moveCursor(QTextCursor::Start);
        find(false);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(false); });
    connect(previous, &QPushButton::clicked, this, [this] { find(true); });
    connect(next, &QPushButton::clicked, this, [this] { find(false); });
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_received)); });
    connect(m_asReceived, &QCheckBox::toggled, this, &RawRecord::showText);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_search, 0, 0);
    layout->addWidget(previous, 0, 1);
    layout->addWidget(next, 0, 2);
    layout->addWidget(m_text, 1, 0, 1, 3);
    layout->addWidget(m_asReceived, 2, 0);
    layout->addWidget(copy, 2, 1, 1, 2);
    layout->addWidget(m_found, 3, 0, 1, 3);
    m_found->hide();
}

void RawRecord::setRecord(const QByteArray &received, const QByteArray &strict)
{
    m_received = received;
    m_strict = strict;
    m_isStale = true;
    if (isVisible())
        showText();
}

// A record may be large; it is laid out only when somebody looks at it.
void RawRecord::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        showText();
}

void RawRecord::showText()
{
    m_isStale = false;
    const QByteArray text = m_asReceived->isChecked() ? m_received : JsonText::indented(m_strict);
    m_text->setPlainText(QString::fromUtf8(text));
    m_found->hide();
}

void RawRecord::find(bool backwards)
{
    const QString text = m_search->text();
    m_found->setVisible(false);
    if (text.isEmpty())
        return;
    const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_text->find(text, flags))
        return;
    m_text->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
    if (m_text->find(text, flags))
        return;
    m_found->setText(tr("Not in this record"));
    m_found->setVisible(true);
}

void RawRecord::focusText()
{
    m_text->setFocus();
}

QString RawRecord::focusedText() const
{
    return m_text->hasFocus() ? m_text->textCursor().selection().toPlainText() : QString();
}
