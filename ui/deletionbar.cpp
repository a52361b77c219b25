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

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int MostShown = 3; // strips; the others are scrolled to

MessageBar::Level levelOf(DeletionOutcome outcome)
{
    switch (outcome) {
    case DeletionOutcome::Gone:
    case DeletionOutcome::AlreadyGone:
    case DeletionOutcome::Undone:
        return MessageBar::Level::Information;
    case DeletionOutcome::Unknown:
    case DeletionOutcome::Overtaken:
        return MessageBar::Level::Warning;
    default:
        return MessageBar::Level::Error;
    }
}

// That of the worst end.
MessageBar::Level levelOf(const DeletionBatch &batch)
{
    MessageBar::Level worst = MessageBar::Level::Information;
    for (const Deletion *deletion : batch.deletions()) {
        if (deletion->isFinished())
            worst = std::max(worst, levelOf(deletion->outcome()));
    }
    return worst;
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
        const QList<DeletionBatch *> waiting = m_deletions->countingDown();
        for (DeletionBatch *batch : waiting)
            show(batch);
        if (waiting.isEmpty())
            m_tick.stop();
    });
}

void DeletionBar::setShownSource(std::shared_ptr<JobSource> source)
{
    m_shown = std::move(source);
    const QList<DeletionBatch *> batches = m_strips.keys();
    for (DeletionBatch *batch : batches)
        show(batch);
}

DeletionBar::Strip DeletionBar::makeStrip(DeletionBatch *batch)
{
    Strip strip;
    strip.bar = new MessageBar(m_content);
    connect(strip.bar, &MessageBar::focusReleased, this, &DeletionBar::focusReleased);
    const auto button = [&strip, batch](const QString &text, const QString &name, auto clicked) {
        QAbstractButton *added = strip.bar->addButton(text);
        added->setObjectName(name);
        connect(added, &QAbstractButton::clicked, batch, clicked);
        return added;
    };
    strip.undo = button(tr("Undo"), u"undoDeletion"_s, [batch] { batch->undo(); });
    strip.now = button(batch->source()->disablesForGood() ? tr("Disable Now") : tr("Delete Now"),
                       u"deleteNow"_s, [batch] { batch->sendNow(); });
    strip.stop = button(tr("Cancel"), u"stopDeletion"_s, [batch] { batch->stop(); });
    strip.results = button(tr("Show Results"), u"showDeletionResults"_s,
                           [this, batch] { Q_EMIT resultsRequested(batch); });
    strip.checkAgain = button(tr("Check Again"), u"checkAgain"_s, [batch] { batch->checkAgain(); });
    strip.dismiss =
        button(tr("Dismiss"), u"dismissDeletion"_s, [this, batch] { m_deletions->dismiss(batch); });
    return strip;
}

void DeletionBar::add(DeletionBatch *batch)
{
    const Strip strip = makeStrip(batch);
    // The newest is on top, in sight: it is the one that Ctrl+Z takes back.
    m_layout->insertWidget(0, strip.bar);
    m_strips.insert(batch, strip);
    show(batch);
    m_tick.start();
    verticalScrollBar()->setValue(0);
}

void DeletionBar::show(DeletionBatch *batch)
{
    const auto found = m_strips.constFind(batch);
    if (found == m_strips.constEnd())
        return;
    const DeletionBatch::Stage stage = batch->stage();
    const bool isFinished = stage == DeletionBatch::Stage::Finished;
    const bool isWaiting = stage == DeletionBatch::Stage::CountingDown;
    const bool canStop = stage == DeletionBatch::Stage::UnderWay && batch->tally().waiting > 0;
    found->bar->setMessage(levelOf(*batch), batchText(*batch, m_shown.get()));
    const auto setShown = [this](QWidget *button, bool shown) {
        if (!shown && button->hasFocus())
            Q_EMIT focusReleased();
        button->setVisible(shown);
    };
    setShown(found->undo, isWaiting);
    setShown(found->now, isWaiting);
    setShown(found->stop, canStop);
    setShown(found->results, batch->isOfMany());
    setShown(found->checkAgain, isFinished && batch->canCheckAgain());
    setShown(found->dismiss, isFinished);
    showProgress(*found, *batch);
    fitHeight();
    if (isFinished && !batchNeedsReading(*batch, m_shown.get()))
        m_deletions->dismiss(batch);
}

void DeletionBar::showProgress(const Strip &strip, const DeletionBatch &batch)
{
    if (!batch.isOfMany())
        return;
    const DeletionBatch::Tally &tally = batch.tally();
    const bool isUnderWay = batch.stage() == DeletionBatch::Stage::UnderWay;
    const int size = int(batch.size());
    strip.bar->setProgress(size - tally.waiting - tally.sending, isUnderWay ? size : 0);
}

void DeletionBar::remove(DeletionBatch *batch)
{
    const Strip strip = m_strips.take(batch);
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
