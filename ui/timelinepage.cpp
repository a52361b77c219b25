// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinepage.h"

#include "forecastwords.h"
#include "jobmodel.h"
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
#include <QItemSelectionModel>
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

QList<std::pair<int, int>> rangesOf(const QItemSelection &selection)
{
    QList<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : selection)
        ranges.append({range.top(), range.bottom()});
    std::sort(ranges.begin(), ranges.end());
    return ranges;
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
    connect(m_lanes, &LaneView::described, m_run, &QLabel::setText);
    connect(m_strip, &LoadStrip::described, m_run, &QLabel::setText);
    const auto selectSpan = [this](TimeSpan span) {
        QList<int> rows;
        for (const Forecast::Planned &planned : m_forecaster.forecast()->planned()) {
            if (planned.grid.countIn(span.fromUtcMs, span.toUtcMs) > 0)
                rows << planned.row;
        }
        select(rows, false);
    };
    connect(m_strip, &LoadStrip::spanChosen, this, selectSpan);
    connect(m_pileUps, &PileUpPanel::rowsChosen, this,
            [this](const QList<int> &rows) { select(rows, false); });
    connect(m_pileUps, &PileUpPanel::spanChosen, this, [this](TimeSpan span) {
        // With something around it.
        m_zoom->show({span.fromUtcMs - span.lengthMs(), span.toUtcMs + span.lengthMs()});
    });
    connect(m_zoom, &TimelineZoom::changed, this, [this] { m_wholeButton->setEnabled(m_zoom->isZoomed()); });
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
    m_range->setAccessibleName(tr("Range of time"));
    m_range->addItem(tr("Next 24 hours"), Day);
    m_range->addItem(tr("Next 7 days"), 7 * Day);
    m_range->addItem(tr("Next 4 weeks"), 28 * Day);
    m_range->addItem(tr("Other range …"), 0);
    m_lanesChoice->setObjectName(u"laneChoice"_s);
    m_lanesChoice->setAccessibleName(tr("One lane for each"));
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
    for (QWidget *control :
         std::initializer_list<QWidget *>{m_range, m_lanesChoice, zoomIn, zoomOut, m_wholeButton})
        layout->addWidget(control);
    layout->addStretch();
    layout->addWidget(m_pileUpsButton);
    connect(m_range, &QComboBox::activated, this, [this](int index) {
        if (m_range->itemData(index).toLongLong() == 0) {
            askForRange();
        } else {
            m_rangeBefore = index;
            m_chosenSpan = {};
            ask();
        }
    });
    connect(m_lanesChoice, &QComboBox::activated, this, &TimelinePage::ask);
    const auto middle = [this] {
        return m_zoom->shown().fromUtcMs + m_zoom->shown().lengthMs() / 2;
    };
    connect(zoomIn, &QToolButton::clicked, this, [this, middle] { m_zoom->zoom(0.5, middle()); });
    connect(zoomOut, &QToolButton::clicked, this, [this, middle] { m_zoom->zoom(2, middle()); });
    connect(m_wholeButton, &QToolButton::clicked, m_zoom, &TimelineZoom::showWhole);
    connect(m_pileUpsButton, &QToolButton::toggled, m_pileUps, &QWidget::setVisible);
    return bar;
}

TimeSpan TimelinePage::wantedSpan() const
{
    if (m_chosenSpan.lengthMs() > 0)
        return m_chosenSpan;
    const qint64 now = m_clock();
    return {now, now + m_range->currentData().toLongLong()};
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
    auto *dialog = new RangeDialog(m_chosenSpan.lengthMs() > 0 ? m_chosenSpan : m_zoom->whole(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_chosenSpan = dialog->span();
        m_rangeBefore = m_range->currentIndex();
        ask();
    });
    connect(dialog, &QDialog::rejected, this, [this] { m_range->setCurrentIndex(m_rangeBefore); });
    dialog->open();
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
    if (status.phase == ListStatus::Phase::Ready && !status.isWhole && !status.isBusy)
        m_summary->setText(tr("Only the %Ln jobs that are loaded are shown. ", nullptr, int(status.loaded)) +
                           (m_words ? m_words->summary() : QString()));
    else if (!m_words)
        m_summary->setText(tr("Looking ahead …"));
    else
        m_summary->setText(
            m_words->summary() + u' ' +
            tr("This is the plan: a run is skipped while the one before it goes on, and after an "
               "outage of the server runs come later."));
}

void TimelinePage::updateTimes()
{
    m_zone->setText(zoneText());
    m_zone->setToolTip(tr("Times: %1", "the time zone").arg(zoneText()));
    m_strip->setForecast(m_forecaster.forecast());
    m_lanes->viewport()->update();
    m_pileUps->updateTimes();
    if (isVisible())
        ask();
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
    const QList<std::pair<int, int>> ranges = rangesOf(m_table->selectionModel()->selection());
    m_lanes->setSelectedRows(ranges);
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

void TimelinePage::keyPressEvent(QKeyEvent *event)
{
    const qint64 middle = m_zoom->shown().fromUtcMs + m_zoom->shown().lengthMs() / 2;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_zoom->zoom(0.5, middle);
        return;
    case Qt::Key_Minus:
        m_zoom->zoom(2, middle);
        return;
    case Qt::Key_0:
        m_zoom->showWhole();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

QString TimelinePage::title() const
{
    return tr("Coming runs, %1 · times: %2", "span of time, time zone")
        .arg(RunTexts::span(m_zoom->shown()), zoneText());
}

QSize TimelinePage::pictureSize() const
{
    constexpr int MostLanes = 200;
    const std::size_t lanes = forecast() ? std::min<std::size_t>(forecast()->laneCount(), MostLanes) : 0;
    return {std::max(m_lanes->viewport()->width(), 800),
            fontMetrics().height() * 3 + m_strip->height() + int(lanes) * m_lanes->laneHeight()};
}

void TimelinePage::paintOn(QPainter &painter, const QRect &rect, const QPalette &palette) const
{
    painter.fillRect(rect, palette.brush(QPalette::Base));
    painter.setPen(palette.color(QPalette::Text));
    const int line = fontMetrics().height();
    painter.drawText(QRect(rect.left() + 6, rect.top(), rect.width() - 12, line * 3 / 2),
                     Qt::AlignLeading | Qt::AlignVCenter, title());
    const int top = rect.top() + line * 3 / 2;
    const int labels = m_lanes->labelWidth();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const QRect strip(isMirrored ? rect.left() : rect.left() + labels, top, rect.width() - labels,
                      m_strip->height());
    m_strip->paintOn(painter, strip, palette);
    const QRect lanes(rect.left(), strip.bottom() + 1, rect.width(),
                      rect.bottom() - strip.bottom() - line * 3 / 2);
    m_lanes->paintOn(painter, lanes, palette, 0, std::size_t(lanes.height() / m_lanes->laneHeight()));
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(QRect(rect.left() + 6, rect.bottom() - line * 3 / 2, rect.width() - 12, line * 3 / 2),
                     Qt::AlignLeading | Qt::AlignVCenter, m_summary->text());
}
