// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletionbar.h"

#include "deletions.h"
#include "deletiontexts.h"
#include "messagebar.h"

#include <QAbstractButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int MostShown = 3; // strips; the others are scrolled to

MessageBar::Level levelOf(const Deletion &deletion)
{
    if (deletion.stage() != Deletion::Stage::Finished)
        return MessageBar::Level::Information;
    switch (deletion.outcome()) {
    case Deletion::Outcome::Gone:
    case Deletion::Outcome::AlreadyGone:
        return MessageBar::Level::Information;
    case Deletion::Outcome::Unknown:
    case Deletion::Outcome::Overtaken:
        return MessageBar::Level::Warning;
    default:
        return MessageBar::Level::Error;
    }
}

} // namespace

DeletionBar::DeletionBar(Deletions *deletions, QWidget *parent)
    : QScrollArea(parent),
      m_deletions(deletions),
      m_content(new QWidget),
      m_layout(new QVBoxLayout(m_content))
{
    setObjectName(u"deletionBar"_s);
    setAccessibleName(tr("Deletions"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    setWidget(m_content);
    hide();
    connect(m_deletions, &Deletions::added, this, &DeletionBar::add);
    connect(m_deletions, &Deletions::changed, this, &DeletionBar::show);
    connect(m_deletions, &Deletions::dismissed, this, &DeletionBar::remove);
    m_tick.setInterval(std::chrono::milliseconds(250));
    connect(&m_tick, &QTimer::timeout, this, [this] {
        const QList<Deletion *> waiting = m_deletions->countingDown();
        for (Deletion *deletion : waiting)
            show(deletion);
        if (waiting.isEmpty())
            m_tick.stop();
    });
}

void DeletionBar::setShownSource(std::shared_ptr<JobSource> source)
{
    m_shown = std::move(source);
    const QList<Deletion *> deletions = m_strips.keys();
    for (Deletion *deletion : deletions)
        show(deletion);
}

void DeletionBar::add(Deletion *deletion)
{
    Strip strip;
    strip.bar = new MessageBar(m_content);
    connect(strip.bar, &MessageBar::focusReleased, this, &DeletionBar::focusReleased);
    const auto button = [&strip](const QString &text, const QString &name) {
        QAbstractButton *added = strip.bar->addButton(text);
        added->setObjectName(name);
        return added;
    };
    QAbstractButton *undo = button(tr("Undo"), u"undoDeletion"_s);
    QAbstractButton *now =
        button(deletion->source()->disablesForGood() ? tr("Disable Now") : tr("Delete Now"), u"deleteNow"_s);
    QAbstractButton *again = button(tr("Check Again"), u"checkAgain"_s);
    QAbstractButton *dismiss = button(tr("Dismiss"), u"dismissDeletion"_s);
    connect(undo, &QAbstractButton::clicked, deletion, &Deletion::undo);
    connect(now, &QAbstractButton::clicked, deletion, &Deletion::sendNow);
    connect(again, &QAbstractButton::clicked, deletion, &Deletion::checkAgain);
    connect(dismiss, &QAbstractButton::clicked, deletion,
            [this, deletion] { m_deletions->dismiss(deletion); });
    strip.undo = undo;
    strip.now = now;
    strip.checkAgain = again;
    strip.dismiss = dismiss;
    // The newest is on top, in sight: it is the one that Ctrl+Z takes back.
    m_layout->insertWidget(0, strip.bar);
    m_strips.insert(deletion, strip);
    show(deletion);
    m_tick.start();
    verticalScrollBar()->setValue(0);
}

void DeletionBar::show(Deletion *deletion)
{
    const auto found = m_strips.constFind(deletion);
    if (found == m_strips.constEnd())
        return;
    const bool isFinished = deletion->stage() == Deletion::Stage::Finished;
    const bool isWaiting = deletion->stage() == Deletion::Stage::CountingDown;
    found->bar->setMessage(levelOf(*deletion), deletionText(*deletion, m_shown.get()));
    const auto setShown = [this](QWidget *button, bool shown) {
        if (!shown && button->hasFocus())
            Q_EMIT focusReleased();
        button->setVisible(shown);
    };
    setShown(found->undo, isWaiting);
    setShown(found->now, isWaiting);
    setShown(found->checkAgain, deletion->canCheckAgain());
    setShown(found->dismiss, isFinished);
    fitHeight();
    if (isFinished && !deletionNeedsReading(*deletion, m_shown.get()))
        m_deletions->dismiss(deletion);
}

void DeletionBar::remove(Deletion *deletion)
{
    const Strip strip = m_strips.take(deletion);
    if (strip.bar) {
        m_layout->removeWidget(strip.bar);
        strip.bar->hide();
        strip.bar->deleteLater();
    }
    fitHeight();
}

void DeletionBar::fitHeight()
{
    setVisible(!m_strips.isEmpty());
    if (m_strips.isEmpty())
        return;
    m_layout->activate();
    int height = 0;
    for (int i = 0; i < std::min(m_layout->count(), MostShown); ++i) {
        QWidget *bar = m_layout->itemAt(i)->widget();
        height +=
            bar->hasHeightForWidth() ? bar->heightForWidth(viewport()->width()) : bar->sizeHint().height();
        height += m_layout->spacing();
    }
    // The rows that it is about should still be seen.
    const int most = std::max(window()->height() / 4, m_layout->itemAt(0)->widget()->sizeHint().height());
    setFixedHeight(std::min(height, most));
}

void DeletionBar::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    // Its texts wrap elsewhere now.
    if (event->oldSize().width() != event->size().width())
        fitHeight();
}
