// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compareview.h"

#include "comparedetails.h"
#include "comparefilterbar.h"
#include "comparesides.h"
#include "comparetexts.h"
#include "comparisonsaver.h"
#include "comparisonsearch.h"
#include "inkdelegate.h"
#include "jobmodel.h"
#include "messagebar.h"
#include "progressstrip.h"
#include "statepage.h"
#include "tablerows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

using Kind = Comparison::Kind;

CompareView::CompareView(JobModel *jobs, QWidget *parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_run(nullptr),
      m_sides(new CompareSides(jobs, this)),
      m_model(new CompareModel(this)),
      m_saver(new ComparisonSaver(this)),
      m_summary(new QLabel(this)),
      m_notes(new MessageBar(this)),
      m_stale(new MessageBar(this)),
      m_problem(new MessageBar(this)),
      m_filter(new CompareFilterBar(this)),
      m_stack(new QStackedWidget(this)),
      m_state(new StatePage(m_stack)),
      m_splitter(new QSplitter(Qt::Vertical, m_stack)),
      m_table(new QTableView(m_splitter)),
      m_details(new CompareDetails(m_splitter)),
      m_strip(new ProgressStrip(u"compareStrip"_s, tr("Progress of the comparison"), this))
{
    setObjectName(u"compareView"_s);
    makeTable();
    layOut();
    connectRun();
    connect(m_sides, &CompareSides::changed, this, &CompareView::onSidesChanged);
    connect(m_state, &StatePage::actionTriggered, this, &CompareView::onStateAction);
    connect(m_filter, &CompareFilterBar::choiceChanged, this, &CompareView::applyFilter);
    connect(m_filter, &CompareFilterBar::textChanged, this, &CompareView::search);
    connect(m_filter, &CompareFilterBar::entered, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_jobs, &JobModel::statusChanged, this, &CompareView::noteWindowList);
    connect(m_stale->addButton(tr("Compare Again")), &QAbstractButton::clicked, this,
            &CompareView::compareAgain);
    connect(m_saver, &ComparisonSaver::saved, this, &CompareView::noted);
    connect(m_saver, &ComparisonSaver::failed, this, [this](const QString &text) {
        m_problem->setMessage(MessageBar::Level::Error, text);
        m_problem->show();
    });
    showState();
}

CompareView::~CompareView() = default;

void CompareView::makeTable()
{
    m_table->setObjectName(u"compareTable"_s);
    m_table->setAccessibleName(tr("Differences"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new InkDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setMinimumHeight(fontMetrics().height() * 4);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setObjectName(u"compareHeader"_s);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    // Once more on the header after both directions: the order of the comparison.
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &CompareView::noteCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CompareView::restoreCurrent);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    constexpr auto Widths = std::to_array<int>({16, 10, 9, 24}); // in average characters
    for (int section = 0; section < int(Widths.size()); ++section)
        m_table->setColumnWidth(section,
                                Widths[std::size_t(section)] * fontMetrics().averageCharWidth() + 24);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CompareView::showSelected);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT jobRequested(m_outcome.comparison->jobOf(m_model->entryAt(index.row())));
    });
}

void CompareView::layOut()
{
    m_summary->setObjectName(u"compareSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_splitter);
    m_notes->setObjectName(u"compareNotes"_s);
    m_stale->setObjectName(u"compareStale"_s);
    m_problem->setObjectName(u"compareProblem"_s);
    m_problem->setDismissable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_sides);
    for (MessageBar *bar : {m_problem, m_stale, m_notes}) {
        bar->hide();
        layout->addWidget(bar);
        connect(bar, &MessageBar::focusReleased, m_table, qOverload<>(&QWidget::setFocus));
    }
    layout->addWidget(m_summary);
    layout->addWidget(m_filter);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_strip);
    layout->addWidget(makeButtons());
}

QWidget *CompareView::makeButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_copy = new QPushButton(tr("Cop&y"), row);
    m_copy->setObjectName(u"copyDifferences"_s);
    connect(m_copy, &QAbstractButton::clicked, this, &CompareView::copy);
    m_export = new QPushButton(tr("E&xport…"), row);
    m_export->setObjectName(u"exportDifferences"_s);
    connect(m_export, &QAbstractButton::clicked, this, &CompareView::exportShown);
    layout->addWidget(m_copy);
    layout->addWidget(m_export);
    layout->addStretch(1);
    return row;
}

void CompareView::connectRun()
{
    m_progress.setInterval(100);
    connect(&m_progress, &QTimer::timeout, this, &CompareView::showProgress);
    connect(&m_run, &ComparisonRun::progressed, this, &CompareView::showProgress);
    connect(&m_run, &ComparisonRun::finished, this, &CompareView::onFinished);
    connect(&m_run, &ComparisonRun::failed, this, [this](const Error &error) {
        m_error = error;
        showState();
    });
    connect(m_strip, &ProgressStrip::cancelled, this, &CompareView::stopOrClear);
    connect(m_strip, &ProgressStrip::focusReleased, m_state, qOverload<>(&QWidget::setFocus));
}

void CompareView::begin()
{
    if (!m_outcome.comparison && !m_run.isBusy())
        m_sides->chooseUsual();
    noteWindowList();
    showState();
    if (m_stack->currentWidget() == m_splitter)
        m_table->setFocus();
    else
        m_state->takeFocus(true);
}

void CompareView::compareFile(const QString &before)
{
    m_sides->chooseFileAndWindow(before);
}

void CompareView::onSidesChanged()
{
    if (m_sides->areChosen())
        compare();
    else
        showState();
}

void CompareView::compare()
{
    m_error.reset();
    m_outcome = {};
    m_found.reset();
    m_searching.stop();
    m_model->setComparison(nullptr, {});
    m_stale->hide();
    m_problem->hide();
    m_run.start(m_sides->wanted(CompareSides::Before), m_sides->wanted(CompareSides::After));
    showState();
}

bool CompareView::retry()
{
    if (!m_error)
        return false;
    compareAgain();
    return true;
}

void CompareView::compareAgain()
{
    m_sides->forgetLists();
    onSidesChanged();
}

void CompareView::onFinished(const ComparisonRun::Outcome &outcome)
{
    m_outcome = outcome;
    m_sides->setLists(outcome.before, outcome.after);
    m_filter->offerKinds(*outcome.comparison);
    m_model->setComparison(outcome.comparison, {{}, m_filter->showsActivity(), nullptr});
    if (!m_filter->text().isEmpty())
        search();
    showState();
    if (m_state->hasFocus() && m_stack->currentWidget() == m_splitter)
        m_table->setFocus();
}

void CompareView::noteWindowList()
{
    const bool isStale = m_outcome.comparison && m_sides->hasWindowListChanged();
    if (isStale)
        m_stale->setMessage(
            MessageBar::Level::Information,
            tr("The list in this window was read since. What stands here is of the older one."));
    m_stale->setVisible(isStale);
}

void CompareView::showProgress()
{
    if (!m_run.isBusy()) {
        m_progress.stop();
        m_strip->end();
        return;
    }
    m_strip->begin(ProgressStrip::Haste::MayBeShort);
    m_strip->setText(m_run.stepText());
    m_strip->setProgress(m_run.done(), m_run.all());
    m_progress.start();
}

void CompareView::search()
{
    m_searching.stop();
    const TextFilter filter(m_filter->text());
    if (filter.isEmpty() || !m_outcome.comparison) {
        m_found.reset();
        applyFilter();
        return;
    }
    m_searching.run(
        [comparison = m_outcome.comparison, filter](const std::stop_token &stop) {
            return ComparisonSearch::of(*comparison, filter, stop);
        },
        [this](std::optional<ComparisonSearch> search) {
            if (!search)
                return;
            m_found = std::make_shared<const std::vector<bool>>(std::move(search->found));
            if (search->error) {
                m_problem->setMessage(MessageBar::Level::Error, search->error->toText());
                m_problem->show();
            }
            applyFilter();
        });
}

void CompareView::applyFilter()
{
    CompareModel::Filter filter;
    filter.kind = m_filter->kind();
    filter.showsActivity = m_filter->showsActivity();
    filter.found = m_found;
    m_model->setFilter(filter);
    showState();
}

// What is current stays so in another order or another choice.
void CompareView::noteCurrent()
{
    const int row = m_table->currentIndex().row();
    m_current = row < 0 ? std::nullopt : std::optional(m_model->shown()[std::size_t(row)]);
    m_currentOf = m_model->comparison();
}

void CompareView::restoreCurrent()
{
    const bool isSame = m_current && m_currentOf == m_model->comparison();
    if (const int row = isSame ? m_model->rowOf(*m_current) : -1; row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    m_currentOf.reset();
}

void CompareView::showState()
{
    const Comparison *comparison = m_outcome.comparison.get();
    const bool hasRows = m_model->rowCount() > 0;
    if (m_error)
        m_state->setFace(failedFace(*m_error));
    else if (m_run.isBusy())
        m_state->setFace({u"view-refresh"_s, tr("Comparing …"), {}, {}});
    else if (!comparison)
        m_state->setFace(m_sides->areChosen() ? stoppedFace() : nothingChosenFace(m_sides->windowLabel()));
    else if (!comparison->hasChanges() && !m_filter->showsActivity())
        m_state->setFace(noDifferenceFace(*comparison));
    else if (!hasRows)
        m_state->setFace(comparison->entries.empty() ? noDifferenceFace(*comparison) : noMatchFace());
    QWidget *shown = hasRows ? static_cast<QWidget *>(m_splitter) : m_state;
    const bool hadFocus = m_stack->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(shown);
    if (hadFocus && hasRows)
        m_table->setFocus();
    else if (hadFocus)
        m_state->takeFocus(true);
    m_summary->setVisible(comparison);
    if (comparison) {
        const QString rows =
            m_filter->isNarrow() ? tr("%Ln shown", "differences", m_model->rowCount()) : QString();
        m_summary->setText(rows.isEmpty() ? summaryOf(*comparison)
                                          : summaryOf(*comparison) + u" · "_s + rows);
    }
    const QString notes = comparison ? notesOn(*comparison, m_outcome.before, m_outcome.after) : QString();
    m_notes->setMessage(MessageBar::Level::Warning, notes);
    m_notes->setVisible(!notes.isEmpty());
    m_filter->setVisible(comparison);
    m_copy->setEnabled(hasRows);
    m_export->setEnabled(hasRows);
    showProgress();
    showSelected();
}

void CompareView::onStateAction()
{
    const Comparison *comparison = m_outcome.comparison.get();
    if (m_error || (!comparison && m_sides->areChosen()))
        compareAgain();
    else if (!comparison && !m_run.isBusy())
        m_sides->askForFile();
    else if (comparison && !comparison->hasChanges() && !m_filter->showsActivity())
        m_filter->setShowsActivity(true);
    else if (comparison)
        m_filter->clear();
}

void CompareView::showSelected()
{
    const QModelIndex current = m_table->selectionModel()->currentIndex();
    m_details->showEntry(m_outcome.comparison,
                         current.isValid() ? std::optional(m_model->entryAt(current.row())) : std::nullopt);
}

bool CompareView::stopOrClear()
{
    if (m_run.isBusy()) {
        m_run.stop();
        showState();
        return true;
    }
    return m_filter->clearText();
}

void CompareView::focusSearch()
{
    m_filter->focusText();
}

void CompareView::copy()
{
    QString text = m_details->focusedText();
    if (text.isEmpty() && m_model->rowCount() == 0) {
        Q_EMIT noted(tr("There are no differences to copy."));
        return;
    }
    if (text.isEmpty())
        text = textOfRows(*m_table);
    if (text.isEmpty())
        Q_EMIT noted(tr("These are too many rows to copy. Export them to a file instead."));
    else
        QGuiApplication::clipboard()->setText(text);
}

void CompareView::exportShown()
{
    if (!m_export->isEnabled()) {
        Q_EMIT noted(tr("There are no differences to export."));
        return;
    }
    m_problem->hide();
    m_saver->ask({*m_outcome.comparison, m_outcome.before, m_outcome.after, m_model->shown(),
                  m_filter->showsActivity() || m_model->filter().kind == Kind::Activity});
}
