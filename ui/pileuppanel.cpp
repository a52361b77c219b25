// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pileuppanel.h"

#include "runtexts.h"
#include "timeaxis.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Minute = 60'000;
constexpr int MostRows = 1000;
constexpr int FromRole = Qt::UserRole;
constexpr int ToRole = Qt::UserRole + 1;
constexpr int RowsRole = Qt::UserRole + 2;

QTreeWidget *makeRows(const QString &name, const QString &accessibleName, const QStringList &titles)
{
    auto *rows = new QTreeWidget;
    rows->setObjectName(name);
    rows->setAccessibleName(accessibleName);
    rows->setRootIsDecorated(false);
    rows->setUniformRowHeights(true);
    rows->setAllColumnsShowFocus(true);
    rows->setHeaderLabels(titles);
    rows->header()->setStretchLastSection(true);
    rows->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    return rows;
}

QLabel *makeText()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

// A page with a number to set, a sentence, and rows.
QWidget *makePage(const QString &question, QSpinBox *number, QLabel *text, QTreeWidget *rows)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(4, 4, 4, 4);
    if (number) {
        auto *line = new QHBoxLayout;
        auto *label = new QLabel(question);
        label->setBuddy(number);
        line->addWidget(label);
        line->addWidget(number);
        line->addStretch();
        layout->addLayout(line);
    }
    if (text)
        layout->addWidget(text);
    layout->addWidget(rows, 1);
    return page;
}

// What it takes to look for them again, within other minutes, and what was found.
struct Search
{
    std::shared_ptr<const Forecast> byNode;
    PileUps found;
};

struct Spans
{
    std::vector<BusySpan> busy;
    std::vector<TimeSpan> quiet;
};

TimeSpan spanOf(const QTreeWidgetItem &item)
{
    return {item.data(0, FromRole).toLongLong(), item.data(0, ToRole).toLongLong()};
}

} // namespace

PileUpPanel::PileUpPanel(QWidget *parent) : QWidget(parent), m_tabs(new QTabWidget)
{
    setObjectName(u"pileUps"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makePileUps(), tr("&Pile-ups"));
    m_tabs->addTab(makeBusyHours(), tr("&Busiest Hours"));
    m_tabs->addTab(makeQuietWindows(), tr("&Quiet Windows"));
}

QWidget *PileUpPanel::makePileUps()
{
    m_within = new QSpinBox;
    m_within->setObjectName(u"within"_s);
    m_within->setRange(1, 24 * 60);
    m_within->setValue(5);
    m_within->setSuffix(tr(" min", "minutes, after a number"));
    m_pileUpText = makeText();
    m_pileUpText->setObjectName(u"pileUpText"_s);
    m_pileUpRows = makeRows(u"pileUpRows"_s, tr("Nodes on which jobs pile up"),
                            {tr("Node"), tr("Jobs at Most"), tr("First"), tr("Times")});
    connect(m_within, &QSpinBox::valueChanged, this, &PileUpPanel::lookForPileUps);
    const auto choose = [this](QTreeWidgetItem *item) {
        QList<int> rows;
        const QVariantList values = item->data(0, RowsRole).toList();
        for (const QVariant &row : values)
            rows << row.toInt();
        Q_EMIT rowsChosen(rows);
        Q_EMIT spanChosen(spanOf(*item));
    };
    connect(m_pileUpRows, &QTreeWidget::itemClicked, this, choose);
    connect(m_pileUpRows, &QTreeWidget::itemActivated, this, choose);
    return makePage(tr("Starts on the same node &within"), m_within, m_pileUpText, m_pileUpRows);
}

QWidget *PileUpPanel::makeBusyHours()
{
    m_busyRows = makeRows(u"busyRows"_s, tr("Busiest hours"), {tr("Hour"), tr("Runs")});
    const auto choose = [this](QTreeWidgetItem *item) {
        const TimeSpan span = spanOf(*item);
        Q_EMIT rowsChosen(m_forecast->rowsIn(span));
        Q_EMIT spanChosen(span);
    };
    connect(m_busyRows, &QTreeWidget::itemClicked, this, choose);
    connect(m_busyRows, &QTreeWidget::itemActivated, this, choose);
    return makePage({}, nullptr, nullptr, m_busyRows);
}

QWidget *PileUpPanel::makeQuietWindows()
{
    m_least = new QSpinBox;
    m_least->setObjectName(u"least"_s);
    m_least->setRange(1, 7 * 24 * 60);
    m_least->setValue(60);
    m_least->setSuffix(tr(" min", "minutes, after a number"));
    m_quietText = makeText();
    m_quietText->setObjectName(u"quietText"_s);
    m_quietRows = makeRows(u"quietRows"_s, tr("Spans in which nothing starts"), {tr("Span"), tr("Length")});
    connect(m_least, &QSpinBox::valueChanged, this, &PileUpPanel::lookForSpans);
    const auto choose = [this](QTreeWidgetItem *item) {
        Q_EMIT spanChosen(spanOf(*item));
    };
    connect(m_quietRows, &QTreeWidget::itemClicked, this, choose);
    connect(m_quietRows, &QTreeWidget::itemActivated, this, choose);
    return makePage(tr("&Nothing starts for at least"), m_least, m_quietText, m_quietRows);
}

void PileUpPanel::setJobs(const JobList &list, std::shared_ptr<const Forecast> forecast)
{
    m_list = list;
    m_forecast = std::move(forecast);
    m_byNode = m_forecast && m_forecast->lanes() == Lanes::Nodes ? m_forecast : nullptr;
    m_isStale = true;
    if (isVisible())
        look();
}

void PileUpPanel::updateTimes()
{
    m_isStale = true;
    if (isVisible())
        look();
}

void PileUpPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        look();
}

void PileUpPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_isStale = m_isStale || m_pileUpWork.isBusy() || m_spanWork.isBusy();
    m_pileUpWork.stop();
    m_spanWork.stop();
}

void PileUpPanel::look()
{
    m_isStale = false;
    lookForPileUps();
    lookForSpans();
}

void PileUpPanel::lookForPileUps()
{
    m_pileUpWork.stop();
    if (!m_forecast)
        return;
    m_pileUpRows->clear();
    m_found.reset();
    m_pileUpText->setText(tr("Looking …"));
    using Answer = std::optional<Result<Search>>;
    m_pileUpWork.run(
        [list = m_list, span = m_forecast->span(), search = Search{m_byNode, {}},
         within = m_within->value() * Minute](const std::stop_token &stop) mutable -> Answer {
            if (!search.byNode) {
                auto made = Forecast::make(list, Lanes::Nodes, span, stop);
                if (!made)
                    return std::nullopt;
                if (!*made)
                    return Result<Search>(made->error());
                search.byNode = std::make_shared<const Forecast>(std::move(made->value()));
            }
            auto found = findPileUps(*search.byNode, within, stop);
            if (!found)
                return std::nullopt;
            search.found = std::move(*found);
            return Result<Search>(std::move(search));
        },
        [this](const Answer &answer) {
            if (!answer)
                return;
            if (!*answer) {
                m_pileUpText->setText(answer->error().toText());
                return;
            }
            m_byNode = answer->value().byNode;
            m_found = answer->value().found;
            showPileUps();
        });
}

void PileUpPanel::showPileUps()
{
    const QLocale locale;
    QStringList sentences;
    if (m_found->found.empty())
        sentences << tr("None among the %Ln jobs that list their nodes.", nullptr, int(m_found->knownJobs));
    else
        sentences << tr("%Ln nodes", "on which jobs pile up", int(m_found->found.size())) + u" · "_s +
                         tr("%Ln jobs list their nodes.", nullptr, int(m_found->knownJobs));
    if (m_found->unknownJobs > 0)
        sentences << tr("Targets unknown: %Ln jobs, which may run on any node.", nullptr,
                        int(m_found->unknownJobs));
    if (m_found->searched != m_forecast->span())
        sentences << tr("There are too many starts: looked through %1 only.", "a span of time")
                         .arg(RunTexts::span(m_found->searched));
    if (qsizetype(m_found->found.size()) > MostRows)
        sentences << tr("The first %L1 are shown.").arg(MostRows);
    m_pileUpText->setText(sentences.join(u' '));
    QList<QTreeWidgetItem *> items;
    for (const PileUp &one : m_found->found) {
        if (items.size() == MostRows)
            break;
        auto *item = new QTreeWidgetItem({one.node, locale.toString(one.jobCount),
                                          RunTexts::moment(one.fromUtcMs), locale.toString(one.occurrences)});
        QVariantList rows;
        for (const int row : one.rows)
            rows << row;
        item->setData(0, RowsRole, rows);
        item->setData(0, FromRole, one.fromUtcMs);
        item->setData(0, ToRole, one.fromUtcMs + m_within->value() * Minute);
        items << item;
    }
    m_pileUpRows->addTopLevelItems(items);
    for (int column = 1; column < 3; ++column)
        m_pileUpRows->resizeColumnToContents(column);
}

void PileUpPanel::lookForSpans()
{
    m_spanWork.stop();
    if (!m_forecast)
        return;
    constexpr qint64 Hour = 60 * Minute;
    const TimeSpan span = m_forecast->span();
    // Hours of the clock on the wall.
    m_spanWork.run(
        [forecast = m_forecast, edges = TimeAxis::edgesOf(span, Hour), least = m_least->value() * Minute,
         span](const std::stop_token &stop) {
            return Spans{busiestSpans(forecast->load(), edges, 24, stop),
                         quietWindows(forecast->load(), span, least, stop)};
        },
        [this](const Spans &spans) {
            const QLocale locale;
            const auto itemOf = [](TimeSpan time, const QString &text) {
                auto *item = new QTreeWidgetItem({RunTexts::span(time), text});
                item->setData(0, FromRole, time.fromUtcMs);
                item->setData(0, ToRole, time.toUtcMs);
                return item;
            };
            m_busyRows->clear();
            for (const BusySpan &busy : spans.busy)
                m_busyRows->addTopLevelItem(itemOf(busy.span, locale.toString(busy.runs)));
            m_quietRows->clear();
            QList<QTreeWidgetItem *> quiet;
            for (const TimeSpan &window : spans.quiet) {
                if (quiet.size() < MostRows)
                    quiet << itemOf(window, RunTexts::length(window.lengthMs()));
            }
            m_quietRows->addTopLevelItems(quiet);
            QString text = tr("%Ln spans. A run that started before may still be under way: nobody knows how "
                              "long runs take.",
                              nullptr, int(spans.quiet.size()));
            if (quiet.size() < qsizetype(spans.quiet.size()))
                text += u' ' + tr("The first %L1 are shown.").arg(MostRows);
            m_quietText->setText(text);
        });
}
