// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinepage.h"

#include "concern.h"
#include "forecastwords.h"
#include "jobmodel.h"
#include "jobsource.h"
#include "jobtable.h"
#include "laneview.h"
#include "loadstrip.h"
#include "messagebar.h"
#include "pileuppanel.h"
#include "rangedialog.h"
#include "runtexts.h"
#include "sourcenotes.h"
#include "timelinezoom.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Hour = 3'600'000;
constexpr qint64 Day = 24 * Hour;
// In the place of the length of a range.
constexpr qint64 ChosenRange = -1;
constexpr qint64 AskForRange = 0;

QToolButton *makeButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text.size() > 1 ? QString(text).remove(u'&') : toolTip);
    button->setAccessibleDescription(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QLabel *makeLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    // A long text must not widen the window.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setWordWrap(true);
    return label;
}

} // namespace

TimelinePage::TimelinePage(JobModel *jobs, JobTable *table, std::function<qint64()> clock, QWidget *parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_table(table),
      m_clock(std::move(clock)),
      m_forecaster(jobs, this),
      m_zoom(new TimelineZoom(this)),
      m_range(new QComboBox),
      m_lanesChoice(new QComboBox),
      m_problem(new MessageBar),
      m_strip(new LoadStrip(m_zoom)),
      m_lanes(new LaneView(m_zoom)),
      m_pileUps(new PileUpPanel),
      m_summary(makeLabel(u"timelineSummary"_s)),
      m_run(makeLabel(u"timelineRun"_s)),
      m_zone(new QLabel)
{
    setObjectName(u"timeline"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(makeControls());
    layout->addWidget(m_problem);
    m_problem->setObjectName(u"timelineProblem"_s);
    m_problem->hide();
    auto *lanes = new QWidget;
    auto *grid = new QGridLayout(lanes);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    m_zone->setTextFormat(Qt::PlainText);
    m_zone->setAlignment(Qt::AlignLeading | Qt::AlignBottom);
    m_zone->setWordWrap(true);
    m_zone->setContentsMargins(6, 0, 6, 4);
    grid->addWidget(m_zone, 0, 0);
    grid->addWidget(m_strip, 0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_lanes, 1, 0, 1, 3);
    grid->setRowStretch(1, 1);
    connect(m_lanes, &LaneView::geometryChanged, this, [this, grid] {
        m_zone->setFixedWidth(m_lanes->labelWidth());
        grid->setColumnMinimumWidth(2, m_lanes->width() - m_lanes->viewport()->width());
    });
    // Beside each other: both are lists, and windows are rarely high.
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(lanes);
    splitter->addWidget(m_pileUps);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    lanes->setMinimumWidth(240);
    m_pileUps->setMinimumWidth(240);
    m_pileUps->hide();
    layout->addWidget(splitter, 1);
    layout->addWidget(m_run);
    layout->addWidget(m_summary);
    for (QLabel *label : {m_run, m_summary})
        label->setContentsMargins(6, 0, 6, 0);

    // What can be done with selected jobs in the table can be done here.
    m_lanes->addActions(m_table->actions());
    m_lanes->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(&m_forecaster, &Forecaster::made, this, &TimelinePage::showForecast);
    connect(&m_forecaster, &Forecaster::busyChanged, this, &TimelinePage::showState);
    connect(&m_forecaster, &Forecaster::failed, this, [this](const Error &error) {
        m_problem->setMessage(MessageBar::Level::Error, error.toText());
        m_problem->show();
    });
    connect(m_jobs, &JobModel::statusChanged, this, &TimelinePage::showState);
    connect(m_table, &JobTable::selectedJobsChanged, this, &TimelinePage::showSelection);
    connect(m_lanes, &LaneView::rowsChosen, this, &TimelinePage::select);
    connect(m_lanes, &LaneView::activated, this, &TimelinePage::detailsRequested);
    connect(m_lanes, &LaneView::deletionRefused, this, &TimelinePage::deletionRefused);
    connect(m_lanes, &LaneView::described, m_run, &QLabel::setText);
    connect(m_strip, &LoadStrip::described, m_run, &QLabel::setText);
    connect(m_strip, &LoadStrip::spanChosen, this, [this](TimeSpan span) {
        select(m_forecaster.forecast()->rowsIn(span), false);
        const qint64 runs = m_forecaster.forecast()->load().countIn(span.fromUtcMs, span.toUtcMs);
        m_run->setText(RunTexts::runsInSpan(runs, span));
    });
    connect(m_pileUps, &PileUpPanel::rowsChosen, this,
            [this](const QList<int> &rows) { select(rows, false); });
    connect(m_pileUps, &PileUpPanel::spanChosen, this, [this](TimeSpan span) {
        // With something around it.
        m_zoom->show({span.fromUtcMs - span.lengthMs(), span.toUtcMs + span.lengthMs()});
    });
    connect(m_zoom, &TimelineZoom::changed, this, [this] {
        m_wholeButton->setEnabled(m_zoom->isZoomed());
        showZone();
    });
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            ask();
    });
    m_minute.start(std::chrono::minutes(1));
    updateTimes();
}

TimelinePage::~TimelinePage() = default;

QWidget *TimelinePage::makeControls()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(6, 2, 6, 2);
    m_range->setObjectName(u"range"_s);
    m_range->addItem(tr("Next 24 hours"), Day);
    m_range->addItem(tr("Next 7 days"), 7 * Day);
    m_range->addItem(tr("Next 4 weeks"), 28 * Day);
    m_range->addItem(tr("Other range…"), AskForRange);
    m_lanesChoice->setObjectName(u"laneChoice"_s);
    m_lanesChoice->addItem(tr("By job"), int(Lanes::Jobs));
    m_lanesChoice->addItem(tr("By type"), int(Lanes::Types));
    m_lanesChoice->addItem(tr("By environment"), int(Lanes::Environments));
    m_lanesChoice->addItem(tr("By owner"), int(Lanes::Owners));
    m_lanesChoice->addItem(tr("By task or plan"), int(Lanes::Targets));
    m_lanesChoice->addItem(tr("By target node"), int(Lanes::Nodes));
    auto *zoomIn = makeButton(u"zoomIn"_s, u"+"_s, tr("Zoom in"));
    auto *zoomOut = makeButton(u"zoomOut"_s, u"−"_s, tr("Zoom out"));
    m_wholeButton = makeButton(u"zoomWhole"_s, tr("Whole Range"), tr("Show the whole range"));
    m_pileUpsButton =
        makeButton(u"showPileUps"_s, tr("Pile-&ups"), tr("Pile-ups, busiest hours, quiet windows"));
    m_pileUpsButton->setCheckable(true);
    // Of a combo box, AT-SPI takes the value for its name, unless a label is there for it.
    const auto labelled = [layout](const QString &text, QComboBox *choice) {
        auto *label = new QLabel(text);
        label->setBuddy(choice);
        layout->addWidget(label);
        choice->setAccessibleName(QString(text).remove(u':').remove(u'&'));
        // Long texts, such as a range, must not widen the window.
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(14);
        layout->addWidget(choice, 1);
    };
    labelled(tr("Ti&me:"), m_range);
    labelled(tr("&Lanes:"), m_lanesChoice);
    for (QWidget *control : std::initializer_list<QWidget *>{zoomIn, zoomOut, m_wholeButton})
        layout->addWidget(control);
    layout->addStretch();
    layout->addWidget(m_pileUpsButton);
    connect(m_range, &QComboBox::activated, this, [this](int index) {
        if (m_range->itemData(index).toLongLong() == AskForRange) {
            m_range->setCurrentIndex(m_rangeBefore);
            // Not from within the list of the box, which is still going away.
            QTimer::singleShot(0, this, &TimelinePage::askForRange);
        } else {
            m_rangeBefore = index;
            ask();
        }
    });
    connect(m_lanesChoice, &QComboBox::activated, this, &TimelinePage::ask);
    connect(zoomIn, &QToolButton::clicked, this, [this] { m_zoom->zoom(0.5, zoomCentre()); });
    connect(zoomOut, &QToolButton::clicked, this, [this] { m_zoom->zoom(2, zoomCentre()); });
    connect(m_wholeButton, &QToolButton::clicked, m_zoom, &TimelineZoom::showWhole);
    connect(m_pileUpsButton, &QToolButton::toggled, m_pileUps, &QWidget::setVisible);
    return bar;
}

TimeSpan TimelinePage::wantedSpan() const
{
    const qint64 length = m_range->itemData(m_rangeBefore).toLongLong();
    if (length == ChosenRange)
        return m_chosenSpan;
    const qint64 now = m_clock();
    return {now, now + length};
}

Lanes TimelinePage::wantedLanes() const
{
    return Lanes(m_lanesChoice->currentData().toInt());
}

void TimelinePage::ask()
{
    m_forecaster.setQuestion(wantedLanes(), wantedSpan());
}

void TimelinePage::askForRange()
{
    if (findChild<RangeDialog *>())
        return;
    auto *dialog = new RangeDialog(m_chosenSpan.lengthMs() > 0 ? m_chosenSpan : m_zoom->whole(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { chooseRange(dialog->span()); });
    dialog->open();
}

void TimelinePage::chooseRange(TimeSpan span)
{
    m_chosenSpan = span;
    const int chosen = m_range->findData(ChosenRange);
    m_rangeBefore = chosen < 0 ? m_range->count() - 1 : chosen;
    if (chosen < 0)
        m_range->insertItem(m_rangeBefore, {}, ChosenRange);
    nameChosenRange();
    m_range->setCurrentIndex(m_rangeBefore);
    ask();
}

// In the time zone of the window.
void TimelinePage::nameChosenRange()
{
    if (const int chosen = m_range->findData(ChosenRange); chosen >= 0)
        m_range->setItemText(chosen, RunTexts::span(m_chosenSpan));
}

// A picture of a part would look like one of the whole.
void TimelinePage::loadRest()
{
    const ListStatus status = m_jobs->status();
    if (status.phase == ListStatus::Phase::Ready && !status.isWhole && !status.isBusy && status.loaded > 0)
        m_jobs->loadAll();
}

void TimelinePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    loadRest();
    m_forecaster.setQuestion(wantedLanes(), wantedSpan());
    m_forecaster.setActive(true);
    showSelection();
}

void TimelinePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_forecaster.setActive(false);
}

void TimelinePage::showForecast()
{
    m_problem->hide();
    const auto &forecast = m_forecaster.forecast();
    const bool isSameTime = m_words && m_zoom->whole().lengthMs() == forecast->span().lengthMs();
    m_words = std::make_unique<ForecastWords>(forecast, m_forecaster.list());
    if (!isSameTime)
        m_zoom->showWhole();
    m_zoom->setWhole(forecast->span());
    m_strip->setForecast(forecast);
    m_lanes->setForecast(forecast, {[this](std::size_t lane) { return m_words->label(lane); },
                                    [this](std::size_t lane, TimeSpan span) {
                                        return m_words->description(lane, span);
                                    }});
    m_pileUps->setJobs(m_forecaster.list(), forecast);
    const qint64 now = m_clock();
    m_strip->setNow(now);
    m_lanes->setNow(now);
    m_wholeButton->setEnabled(m_zoom->isZoomed());
    showSelection();
    showState();
    Q_EMIT forecastChanged();
}

void TimelinePage::showState()
{
    if (!isVisible())
        return;
    const ListStatus status = m_jobs->status();
    // Also while the rest is being read, or the list anew.
    if (status.phase == ListStatus::Phase::Ready && !status.isWhole)
        m_summary->setText(tr("Only the %Ln jobs that are loaded are shown. ", nullptr, int(status.loaded)) +
                           (m_words ? m_words->summary() : QString()));
    else if (!m_words)
        m_summary->setText(tr("Looking ahead …"));
    else if (const QString hidden = m_forecaster.isStale() ? QString() : whyOutOfSight(); !hidden.isEmpty())
        m_summary->setText(u"⚠ "_s + hidden + u' ' + m_words->summary());
    else
        m_summary->setText(
            m_words->summary() + u' ' +
            tr("This is the plan: a run is skipped while the one before it goes on, and after an "
               "outage of the server runs come later."));
}

void TimelinePage::updateTimes()
{
    nameChosenRange();
    showZone();
    m_strip->setForecast(m_forecaster.forecast());
    m_lanes->viewport()->update();
    m_pileUps->updateTimes();
    if (isVisible())
        ask();
}

// By what its clocks say at the left end.
void TimelinePage::showZone()
{
    const QString zone = zoneText(m_zoom->shown().fromUtcMs);
    m_zone->setText(zone);
    m_zone->setToolTip(tr("Times: %1", "the time zone").arg(zone));
}

void TimelinePage::selectAll()
{
    if (forecast())
        select(forecast()->rowsIn(forecast()->span()), false);
}

QString TimelinePage::whyOutOfSight() const
{
    const QList<std::pair<int, int>> ranges = m_table->selectedRanges();
    if (!ranges.isEmpty() && m_forecaster.isStale())
        return tr("The lanes are not those of the list yet.");
    qsizetype selected = 0;
    qsizetype seen = 0;
    for (const auto &[first, last] : ranges) {
        selected += last - first + 1;
        seen += forecast()->runningCountIn(first, last);
    }
    return selected == seen
               ? QString()
               : tr("%Ln selected jobs do not run in this time and have no lane: go to the table "
                    "to see them.",
                    nullptr, int(selected - seen));
}

void TimelinePage::focusLanes()
{
    m_lanes->setFocus();
}

const std::shared_ptr<const Forecast> &TimelinePage::forecast() const
{
    return m_forecaster.forecast();
}

void TimelinePage::showSelection()
{
    if (!isVisible() || m_forecaster.isStale())
        return;
    const QList<std::pair<int, int>> ranges = m_table->selectedRanges();
    m_lanes->setSelectedRows(ranges);
    showState();
    if (m_isSelecting || ranges.size() != 1 || ranges.constFirst().first != ranges.constFirst().second)
        return;
    if (const auto lane = m_forecaster.forecast()->laneOfRow(ranges.constFirst().first))
        m_lanes->showLane(*lane);
}

void TimelinePage::select(const QList<int> &rows, bool adds)
{
    // Rows of a forecast that is being made anew may be those of other jobs.
    if (m_forecaster.isStale())
        return;
    const QScopedValueRollback selecting(m_isSelecting, true);
    if (!m_table->selectRows(rows, adds))
        m_run->setText(
            tr("%Ln jobs in too many places of the table to be selected.", nullptr, int(rows.size())));
}

// The run that the keyboard is on, if it is to be seen.
qint64 TimelinePage::zoomCentre() const
{
    const TimeSpan shown = m_zoom->shown();
    const auto run = m_lanes->currentRun();
    const bool isSeen = run && *run >= shown.fromUtcMs && *run < shown.toUtcMs;
    return isSeen ? *run : shown.fromUtcMs + shown.lengthMs() / 2;
}

void TimelinePage::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_zoom->zoom(0.5, zoomCentre());
        return;
    case Qt::Key_Minus:
        m_zoom->zoom(2, zoomCentre());
        return;
    case Qt::Key_0:
        m_zoom->showWhole();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

QString TimelinePage::subject() const
{
    const JobSource *source = m_jobs->source().get();
    QStringList parts;
    if (source)
        parts << source->label();
    if (const QString type = m_jobs->type(); !type.isEmpty())
        parts << type;
    if (const auto concern = m_jobs->concern())
        parts << concernTitle(*concern, m_jobs->concernMinutes());
    if (const QString search = m_jobs->filterText(); !search.isEmpty())
        parts << tr("search: %1", "the text that jobs are searched for").arg(search);
    return parts.join(" · "_L1);
}

QString TimelinePage::title() const
{
    return tr("Coming runs, %1 · times: %2", "span of time, time zone")
        .arg(RunTexts::span(m_zoom->shown()), zoneText(m_zoom->shown().fromUtcMs));
}

std::size_t TimelinePage::laneCount() const
{
    return forecast() ? forecast()->laneCount() : 0;
}

// Two lines above the strip and one below the lanes, with some room between.
int TimelinePage::textHeight(int lines) const
{
    return fontMetrics().height() * 3 / 2 * lines;
}

QSize TimelinePage::pictureSize(std::size_t lanes) const
{
    return {std::max(m_lanes->viewport()->width(), 800),
            textHeight(3) + m_strip->height() + int(lanes) * m_lanes->laneHeight()};
}

std::size_t TimelinePage::lanesIn(int height) const
{
    return std::size_t(std::max((height - textHeight(3) - m_strip->height()) / m_lanes->laneHeight(), 1));
}

void TimelinePage::paintOn(QPainter &painter, const QRect &rect, const QPalette &palette,
                           std::size_t firstLane) const
{
    painter.fillRect(rect, palette.brush(QPalette::Base));
    const auto write = [&](int top, const QString &text) {
        const QRect line(rect.left() + 6, top, rect.width() - 12, textHeight(1));
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(line, Qt::AlignLeading | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
    };
    write(rect.top(), subject());
    write(rect.top() + textHeight(1), title());
    const int top = rect.top() + textHeight(2);
    const int labels = m_lanes->labelWidth();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const QRect strip(isMirrored ? rect.left() : rect.left() + labels, top, rect.width() - labels,
                      m_strip->height());
    m_strip->paintOn(painter, strip, palette);
    const std::size_t shown =
        std::min(lanesIn(rect.height()), laneCount() - std::min(firstLane, laneCount()));
    const QRect lanes(rect.left(), strip.bottom() + 1, rect.width(), int(shown) * m_lanes->laneHeight());
    m_lanes->paintOn(painter, lanes, palette, firstLane, shown);
    QString note = m_words ? m_words->summary() : QString();
    if (shown < laneCount())
        note = tr("Lanes %L1 to %L2 of %L3.").arg(firstLane + 1).arg(firstLane + shown).arg(laneCount()) +
               u' ' + note;
    write(rect.bottom() + 1 - textHeight(1), note);
}
