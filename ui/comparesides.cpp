// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparesides.h"

#include "comparedlistreader.h"
#include "comparetexts.h"
#include "jobmodel.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

CompareSides::CompareSides(JobModel *jobs, QWidget *parent) : QWidget(parent), m_jobs(jobs)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *swapButton = new QPushButton(tr("S&wap"), this);
    swapButton->setObjectName(u"swapSides"_s);
    swapButton->setToolTip(tr("Before becomes after, and after becomes before"));
    connect(swapButton, &QAbstractButton::clicked, this, &CompareSides::swap);
    for (const Which which : {Before, After}) {
        Side &side = m_sides[which];
        const bool isBefore = which == Before;
        side.button = new CompareSideButton(isBefore ? tr("Before") : tr("After"),
                                            isBefore ? u"compareBefore"_s : u"compareAfter"_s, this);
        side.button->setWindowList([this] { return windowLabel(); });
        connect(side.button, &CompareSideButton::windowListChosen, this,
                [this, &side] { choose(side, Side::Choice::Window, {}); });
        connect(side.button, &CompareSideButton::fileChosen, this,
                [this, &side](const QString &path) { choose(side, Side::Choice::File, path); });
        auto *label = new QLabel(isBefore ? tr("&Before:") : tr("Afte&r:"), this);
        label->setBuddy(side.button);
        layout->addWidget(label);
        layout->addWidget(side.button, 1);
        if (isBefore)
            layout->addWidget(swapButton);
    }
}

void CompareSides::setOffers(const std::function<QList<CompareSideButton::Offer>()> &offers)
{
    for (const Side &side : m_sides)
        side.button->setOffers(offers);
}

QString CompareSides::windowLabel() const
{
    const JobSource *source = m_jobs->source().get();
    return source && ComparedListReader::canRead(*source) ? source->label() : QString();
}

void CompareSides::chooseUsual()
{
    const bool isNothing = std::all_of(m_sides.begin(), m_sides.end(),
                                       [](const Side &side) { return side.choice == Side::Choice::None; });
    if (isNothing && !windowLabel().isEmpty())
        choose(m_sides[After], Side::Choice::Window, {});
}

void CompareSides::chooseFileAndWindow(const QString &before)
{
    m_sides[Before].choice = Side::Choice::None;
    m_sides[Before].list.reset();
    choose(m_sides[After], Side::Choice::Window, {});
    choose(m_sides[Before], Side::Choice::File, before);
}

void CompareSides::askForFile()
{
    (m_sides[Before].choice == Side::Choice::None ? m_sides[Before] : m_sides[After]).button->askForFile();
}

void CompareSides::choose(Side &side, Side::Choice choice, const QString &path)
{
    side.choice = choice;
    side.path = path;
    side.list.reset();
    showChoice(side);
    Q_EMIT changed();
}

void CompareSides::swap()
{
    std::swap(m_sides[Before], m_sides[After]);
    std::swap(m_sides[Before].button, m_sides[After].button);
    for (Side &side : m_sides)
        showChoice(side);
    Q_EMIT changed();
}

void CompareSides::showChoice(Side &side) const
{
    if (side.list)
        side.button->setChoice(sideText(*side.list));
    else if (side.choice == Side::Choice::File)
        side.button->setChoice(QFileInfo(side.path).fileName());
    else
        side.button->setChoice(side.choice == Side::Choice::Window ? windowLabel() : QString());
}

bool CompareSides::areChosen() const
{
    return std::all_of(m_sides.begin(), m_sides.end(), [this](const Side &side) {
        return side.list || side.choice == Side::Choice::File ||
               (side.choice == Side::Choice::Window && !windowLabel().isEmpty());
    });
}

ComparedSide CompareSides::wanted(Which which) const
{
    const Side &side = m_sides[which];
    if (side.list)
        return *side.list;
    if (side.choice == Side::Choice::File)
        return side.path;
    const std::shared_ptr<JobSource> &source = m_jobs->source();
    if (side.choice == Side::Choice::None || !source)
        return {};
    const ListStatus status = m_jobs->status();
    const bool isHere =
        source->isLive() && status.isWhole && !status.isBusy && !status.error && m_jobs->type().isEmpty();
    if (!isHere)
        return source;
    return ComparedList{source->label(), source->location(), status.readAt, status.doubt, m_jobs->allJobs()};
}

void CompareSides::setLists(const ComparedList &before, const ComparedList &after)
{
    m_sides[Before].list = before;
    m_sides[After].list = after;
    for (Side &side : m_sides)
        showChoice(side);
    m_source = m_jobs->source();
    m_readAt = m_jobs->status().readAt;
}

void CompareSides::forgetLists()
{
    for (Side &side : m_sides) {
        side.list.reset();
        showChoice(side);
    }
}

bool CompareSides::hasWindowListChanged() const
{
    const bool isPart = std::any_of(m_sides.begin(), m_sides.end(), [](const Side &side) {
        return side.choice == Side::Choice::Window && side.list;
    });
    return isPart && !windowLabel().isEmpty() &&
           (m_source.lock() != m_jobs->source() ||
            (m_jobs->source()->isLive() && m_readAt != m_jobs->status().readAt));
}
