// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletionresults.h"

#include "csv.h"
#include "deletionresultsmodel.h"
#include "deletions.h"
#include "deletiontexts.h"
#include "wholefile.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

DeletionResults::DeletionResults(Deletions *deletions, DeletionBatch *batch, QWidget *parent)
    : QDialog(parent),
      m_deletions(deletions),
      m_batch(batch),
      m_model(new DeletionResultsModel(batch, this)),
      m_shown(new DeletionResultsFilter(this)),
      m_summary(new QLabel),
      m_table(new QTableView),
      m_problem(new QLabel)
{
    setObjectName(u"deletionResults"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Results of Deletions"));
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSortLocaleAware(true);
    QWidget *filters = makeFilters();
    layOut(filters, makeButtons());
    connect(batch, &DeletionBatch::changed, this, &DeletionResults::update);
    connect(deletions, &Deletions::dismissed, this, [this](const DeletionBatch *dismissed) {
        if (dismissed == m_batch)
            close();
    });
    update();
    // Not the table: it would mark its first row, and that alone would be copied.
    m_outcomes->setFocus();
}

QWidget *DeletionResults::makeFilters()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_outcomes = new QComboBox;
    m_outcomes->setAccessibleName(tr("Outcome"));
    m_outcomes->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_outcomes, &QComboBox::activated, this,
            [this] { m_shown->setOutcome(m_outcomes->currentData().toString()); });
    auto *search = new QLineEdit;
    search->setAccessibleName(tr("Search the results"));
    search->setPlaceholderText(tr("Search"));
    search->setClearButtonEnabled(true);
    connect(search, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    auto *label = new QLabel(tr("&Outcome:"));
    label->setBuddy(m_outcomes);
    layout->addWidget(label);
    layout->addWidget(m_outcomes);
    layout->addWidget(search, 1);
    return row;
}

QWidget *DeletionResults::makeButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto button = [layout, this](const QString &text, auto clicked) {
        auto *added = new QPushButton(text);
        added->setAutoDefault(false);
        layout->addWidget(added);
        connect(added, &QAbstractButton::clicked, this, clicked);
        return added;
    };
    button(tr("&Copy"), &DeletionResults::copy);
    button(tr("&Export…"), &DeletionResults::askAndSave);
    layout->addStretch(1);
    m_retry = button(tr("&Retry Failed…"), [this] {
        if (m_batch)
            Q_EMIT retryRequested(m_batch->source(), m_batch->jobsToRetry());
    });
    m_checkAgain = button(tr("Check &Again"), [this] {
        if (m_batch)
            m_batch->checkAgain();
    });
    m_dismiss = button(tr("&Dismiss"), [this] {
        if (m_batch)
            m_deletions->dismiss(m_batch);
    });
    m_dismiss->setToolTip(tr("Forget these results. The record of deleted jobs keeps them."));
    button(tr("C&lose"), &QWidget::close);
    return row;
}

void DeletionResults::layOut(QWidget *filters, QWidget *buttons)
{
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_table->setObjectName(u"deletionResultsTable"_s);
    m_table->setAccessibleName(tr("Results"));
    m_table->setModel(m_shown);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    const int character = fontMetrics().averageCharWidth();
    const std::array widths{6, 6, 16, 11, 12, 16, 56};
    for (int section = 0; section < int(widths.size()); ++section)
        m_table->setColumnWidth(section, widths.at(std::size_t(section)) * character + 16);
    // What this is for comes first; on a small screen the rest is scrolled to.
    QHeaderView *header = m_table->horizontalHeader();
    header->moveSection(DeletionResultsModel::Outcome, 1);
    header->moveSection(header->visualIndex(DeletionResultsModel::Said), 2);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(filters);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(std::min(1100, parentWidget()->width()), std::min(480, parentWidget()->height()));
}

void DeletionResults::update()
{
    if (!m_batch)
        return;
    const QString text = batchText(*m_batch, nullptr);
    m_summary->setText(text);
    m_summary->setAccessibleName(text);
    const bool isFinished = m_batch->stage() == DeletionBatch::Stage::Finished;
    m_retry->setEnabled(isFinished && !m_batch->jobsToRetry().isEmpty());
    m_checkAgain->setEnabled(isFinished && m_batch->canCheckAgain());
    m_dismiss->setEnabled(isFinished);
    fillOutcomes();
}

// Only those that there are, with how many. It changes all the time while deletions are under way; whoever is
// choosing must not lose the list.
void DeletionResults::fillOutcomes()
{
    const DeletionBatch::Tally &tally = m_batch->tally();
    QList<std::pair<QString, int>> counts{{QString(), int(m_batch->size())}};
    for (int i = 0; i < int(tally.outcomes.size()); ++i) {
        const int count = tally.outcomes.at(std::size_t(i));
        if (count == 0)
            continue;
        const QString label =
            outcomeLabel(DeletionOutcome(i), m_batch->source()->disablesForGood(), !m_batch->isRecovered());
        const auto same = std::find_if(counts.begin(), counts.end(),
                                       [&label](const auto &known) { return known.first == label; });
        if (same == counts.end())
            counts.append({label, count});
        else
            same->second += count;
    }
    for (int i = m_outcomes->count() - 1; i > 0; --i) {
        const QString label = m_outcomes->itemData(i).toString();
        const bool isThere = std::any_of(counts.begin(), counts.end(),
                                         [&label](const auto &count) { return count.first == label; });
        if (!isThere && m_outcomes->currentIndex() != i && !m_outcomes->view()->isVisible())
            m_outcomes->removeItem(i);
    }
    for (const auto &[label, count] : std::as_const(counts)) {
        const QString text = label.isEmpty() ? tr("All (%L1)").arg(count)
                                             : tr("%1 (%L2)", "an outcome, how many").arg(label).arg(count);
        const int index = m_outcomes->findData(label);
        if (index < 0)
            m_outcomes->addItem(text, label);
        else if (m_outcomes->itemText(index) != text)
            m_outcomes->setItemText(index, text);
    }
}

void DeletionResults::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QDialog::keyPressEvent(event);
}

// What is marked, or all that is shown.
void DeletionResults::copy()
{
    QList<int> rows;
    const QModelIndexList marked = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : marked)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    const bool takesAll = rows.isEmpty();
    for (int row = 0; takesAll && row < m_shown->rowCount(); ++row)
        rows.append(row);
    QStringList lines;
    for (const int row : std::as_const(rows)) {
        QStringList cells;
        for (int section = 0; section < m_shown->columnCount(); ++section)
            cells.append(m_shown->index(row, section).data().toString().simplified());
        lines.append(cells.join(u'\t'));
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void DeletionResults::askAndSave()
{
    auto *dialog = new QFileDialog(this, tr("Export Results"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("CSV files (*.csv)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &DeletionResults::saveTo);
    dialog->open();
}

// What is shown, with what does not change from row to row: where, and when each ended.
void DeletionResults::saveTo(const QString &path)
{
    if (!m_batch)
        return;
    QStringList head{tr("Server"), tr("Time")};
    for (int section = 0; section < m_shown->columnCount(); ++section)
        head.append(m_shown->headerData(section, Qt::Horizontal).toString());
    QByteArray bytes = Csv::line(head);
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        const Deletion &deletion =
            *m_batch->deletions().at(m_shown->mapToSource(m_shown->index(row, 0)).row());
        QStringList cells{deletion.source()->location(),
                          deletion.finishedAt().toUTC().toString(Qt::ISODateWithMs)};
        for (int section = 0; section < m_shown->columnCount(); ++section)
            cells.append(m_shown->index(row, section).data().toString());
        bytes.append(Csv::line(cells));
    }
    const auto problem = WholeFile::write(path, bytes);
    const QString name = QFileInfo(path).fileName();
    m_problem->setText(problem ? tr("%1 was not saved: %2.").arg(name, *problem)
                               : tr("Saved to %1.").arg(name));
    m_problem->show();
}
