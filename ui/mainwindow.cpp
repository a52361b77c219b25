// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "access.h"
#include "attentiontext.h"
#include "clockactions.h"
#include "closeguard.h"
#include "comparepage.h"
#include "comparesides.h"
#include "compareview.h"
#include "connectionmark.h"
#include "copyactions.h"
#include "deleteaction.h"
#include "deletionbar.h"
#include "deletionresults.h"
#include "deletiontexts.h"
#include "exportaction.h"
#include "filterbar.h"
#include "jobclipboard.h"
#include "jobdetails.h"
#include "jobmodel.h"
#include "jobpresentation.h"
#include "jobtable.h"
#include "journal.h"
#include "journalsource.h"
#include "listtexts.h"
#include "loadingbar.h"
#include "messagebar.h"
#include "orchestratorsource.h"
#include "preferences.h"
#include "profiles.h"
#include "responsesaver.h"
#include "retentionbar.h"
#include "scheduleactions.h"
#include "selectionsummary.h"
#include "settingsdialog.h"
#include "snapshotactions.h"
#include "snapshotstore.h"
#include "sourcenotes.h"
#include "sourceopener.h"
#include "statepage.h"
#include "statusline.h"
#include "unsettleddeletions.h"
#include "views.h"
#include "windowhelp.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent),
      m_jobs(new JobModel(this)),
      m_deletions(Journal::defaultFolder()),
      m_access(new Access(m_jobs, &m_deletions, this)),
      m_unsettled(new UnsettledDeletions(&m_deletions, this)),
      m_presentation(new JobPresentation(m_jobs, &m_deletions, this)),
      m_actions(this),
      m_schedule(new ScheduleActions(m_actions.scheduleAgain, m_actions.copyScheduleRequest, this)),
      m_opener(new SourceOpener(this)),
      m_saver(new ResponseSaver(m_jobs, this)),
      m_mark(new ConnectionMark),
      m_filter(new FilterBar(m_jobs)),
      m_problem(new MessageBar),
      m_note(new MessageBar),
      m_retention(new RetentionBar),
      m_listError(new MessageBar),
      m_doubt(new MessageBar),
      m_stack(new QStackedWidget),
      m_state(new StatePage),
      m_compare(new ComparePage(m_jobs, m_stack, this)),
      m_snapshots(new SnapshotActions(m_actions.saveSnapshot, m_actions.changedSince, m_jobs,
                                      SnapshotStore::defaultFolder(), this)),
      m_splitter(new QSplitter),
      m_table(new JobTable(m_jobs, m_presentation)),
      m_views(new Views(m_jobs, m_table, m_presentation, &m_actions)),
      m_details(new JobDetails),
      m_delete(new DeleteAction(m_actions.deleteJob, m_jobs, m_table, &m_deletions, m_access, this)),
      m_clipboard(new JobClipboard(m_table, this)),
      m_copy(new CopyActions(m_actions.copyAs, m_actions.copyRecord, m_jobs, m_table, m_clipboard)),
      m_export(new ExportAction(m_actions.exportJobs, m_jobs, m_table, m_saver, this)),
      m_summary(new SelectionSummary(m_table, m_details, m_access, this)),
      m_deletionBar(new DeletionBar(&m_deletions)),
      m_status(new StatusLine(m_jobs)),
      m_clock(new ClockActions(m_actions.timeZone, m_actions.chooseAsOf, m_jobs, this)),
      m_closing(new CloseGuard(&m_deletions, m_saver, this))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    // With room for the frame, which is not known yet.
    resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(8, 40)));
    layOut();
    setStatusBar(m_status);
    watchLineEdits(this);
    connectActions();
    connectModel();
    connectScheduling();
    connectCompare();
    applyPreferences();
    noteSource();
    updateStatus();
    updateSelection();
}

MainWindow::~MainWindow()
{
    // The model's last signals must not find half a window.
    m_jobs->disconnect(this);
    delete m_access;
}

void MainWindow::layOut()
{
    m_splitter->addWidget(m_views);
    m_splitter->addWidget(m_details);
    // Beside each other they need a wide screen.
    m_actions.detailsBelow->setChecked(true);
    m_splitter->setOrientation(Qt::Vertical);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({3000, 2000});
    m_details->setMinimumSize(240, 60);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_splitter);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const std::initializer_list<MessageBar *> bars{
        m_problem, m_access->bar(), m_unsettled->bar(), m_note, m_retention, m_listError, m_doubt};
    layout->addWidget(m_mark);
    for (MessageBar *bar : bars)
        layout->addWidget(bar);
    layout->addWidget(m_filter);
    layout->addWidget(m_stack, 1);
    const std::initializer_list<ProgressStrip *> strips{new LoadingBar(m_jobs), m_opener->strip(),
                                                        m_saver->strip(), m_snapshots->strip()};
    for (ProgressStrip *strip : strips)
        layout->addWidget(strip);
    layout->addWidget(m_deletionBar);
    setCentralWidget(content);
    m_details->setDeleteAction(m_actions.deleteJob);
    m_table->addActions({m_actions.showRecord, m_actions.copy, m_actions.copyRecord,
                         m_actions.copyAs->menuAction(), m_actions.selectAll, m_actions.scheduleAgain,
                         m_actions.copyScheduleRequest, m_actions.deleteJob});

    m_problem->setObjectName(u"problem"_s);
    m_note->setObjectName(u"note"_s);
    m_listError->setObjectName(u"listError"_s);
    m_doubt->setObjectName(u"doubt"_s);
    m_problem->setDismissable();
    m_note->setDismissable();
    connect(m_listError->addButton(tr("Retry")), &QAbstractButton::clicked, this, &MainWindow::retry);
    connect(m_doubt->addButton(tr("Refresh")), &QAbstractButton::clicked, m_jobs, &JobModel::refresh);
    const auto focusTable = [this] {
        m_views->takeFocus();
    };
    for (MessageBar *bar : bars) {
        bar->hide();
        connect(bar, &MessageBar::focusReleased, this, focusTable);
    }
    for (ProgressStrip *strip : strips)
        connect(strip, &ProgressStrip::focusReleased, this, focusTable);
    connect(m_deletionBar, &DeletionBar::focusReleased, this, focusTable);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) {
        connect(action, &QAction::triggered, this, slot);
    };
    on(m_actions.open, [this] { m_opener->askForFiles(); });
    on(m_actions.connectTo, [this] { m_opener->askForConnection(); });
    on(m_actions.saveAs, [this] { m_saver->askAndSaveList(); });
    on(m_actions.saveSelected, [this] { m_saver->askAndSaveJobs(m_table->selectedSequence()); });
    on(m_actions.savePage, [this] { m_saver->askAndSavePage(m_table->selectedJob()); });
    on(m_actions.close, [this] { close(); });
    on(m_actions.quit, [] { QApplication::closeAllWindows(); });
    on(m_actions.undoDeletion, [this] { m_deletions.undoLast(); });
    on(m_actions.copy, &MainWindow::copyFocused);
    on(m_actions.copyRecord, [this] { m_clipboard->copyRecords(); });
    on(m_actions.selectAll, [this] { m_views->selectAll(); });
    on(m_actions.paste, [this] { m_opener->openText(QApplication::clipboard()->text()); });
    on(m_actions.find, &MainWindow::find);
    on(m_actions.settings, &MainWindow::askForSettings);
    connect(m_clock, &ClockActions::zoneChanged, this, &MainWindow::applyEverywhere);
    connect(m_clock, &ClockActions::asOfChanged, this, &MainWindow::updateTimes);
    m_status->setZoneMenu(m_actions.timeZone);
    on(m_actions.exportJobs, [this] {
        if (m_compare->isShown())
            m_compare->view()->exportShown();
        else
            m_export->ask();
    });
    on(m_actions.refresh, [this] {
        if (!m_compare->isShown() || !m_compare->view()->retry())
            refresh();
    });
    on(m_actions.stop, &MainWindow::onEscape);
    on(m_actions.loadAll, [this] { m_jobs->loadAll(); });
    on(m_actions.deletedJobs, &MainWindow::deletedJobsRequested);
    on(m_actions.compare, [this] { m_compare->open(); });
    on(m_actions.showRecord, [this] {
        m_actions.details->setChecked(true);
        m_details->showRecord();
    });
    on(m_actions.keys, [this] { WindowHelp::showKeys(this, m_actions.menus); });
    on(m_actions.about, [this] { WindowHelp::showAbout(this); });
    on(m_actions.aboutQt, [] { QApplication::aboutQt(); });
    connect(m_actions.details, &QAction::toggled, m_details, &QWidget::setVisible);
    connect(m_actions.detailsBelow, &QAction::toggled, this,
            [this](bool below) { m_splitter->setOrientation(below ? Qt::Vertical : Qt::Horizontal); });
    connect(m_actions.fullScreen, &QAction::toggled, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    connect(m_actions.recent, &QMenu::aboutToShow, this,
            [this] { m_opener->fillRecentMenu(m_actions.recent); });
    connect(m_actions.recentConnections, &QMenu::aboutToShow, this,
            [this] { m_opener->fillRecentConnectionsMenu(m_actions.recentConnections); });
    connect(m_actions.sortBy, &QMenu::aboutToShow, this, [this] { m_table->fillSortMenu(m_actions.sortBy); });
    connect(m_actions.columns, &QMenu::aboutToShow, this,
            [this] { m_table->fillColumnMenu(m_actions.columns); });
}

void MainWindow::connectModel()
{
    connect(m_jobs, &JobModel::statusChanged, this, &MainWindow::updateStatus);
    connect(m_jobs, &JobModel::arrangementReverted, m_table, &JobTable::showSortIndicator);
    connect(m_access, &Access::changed, this, [this] {
        m_status->showAccount(m_access->accountText());
        m_presentation->setWhyNotPermitted([this](const Job &job) { return m_access->whyNotPermitted(job); });
        updateStatus();
        updateSelection();
    });
    connect(m_filter, &FilterBar::searchEntered, m_views, &Views::takeFocus);
    connect(m_table, &JobTable::selectedJobsChanged, this, &MainWindow::updateSelection);
    // Where the action can't be used, its key says why not.
    const auto tellWhyNot = [this] {
        if (m_actions.deleteJob->isVisible())
            m_status->showMessage(m_actions.deleteJob->statusTip(), 8000);
    };
    connect(m_table, &JobTable::deletionRefused, this, tellWhyNot);
    connect(m_views, &Views::deletionRefused, this, tellWhyNot);
    connect(m_views, &Views::sightChanged, this, &MainWindow::updateActions);
    m_delete->setWhyOutOfSight([this] { return m_views->whyOutOfSight(); });
    const auto showDetails = [this] {
        // Of several there is a summary, where nothing takes the focus.
        if (m_table->selectedCount() > 1)
            return;
        m_actions.details->setChecked(true);
        m_details->focusFields();
    };
    connect(m_table, &JobTable::detailsRequested, this, showDetails);
    connect(m_views, &Views::detailsRequested, this, showDetails);
    connect(m_views, &Views::saved, this, [this](const QString &text) { m_status->showMessage(text, 8000); });
    connect(m_views, &Views::failed, this, &MainWindow::showProblem);
    m_deletions.recorder().setUser(
        [this](const JobSource &source) { return m_access->accountNameAt(source); });
    connect(&m_deletions, &Deletions::gone, this, &MainWindow::onGone);
    for (const auto signal : {&Deletions::added, &Deletions::changed, &Deletions::dismissed})
        connect(&m_deletions, signal, this, &MainWindow::updateSelection);
    // Those of an earlier run may come after their list was read.
    connect(&m_deletions, &Deletions::added, this, &MainWindow::updateStatus);
    connect(m_deletionBar, &DeletionBar::resultsRequested, this, &MainWindow::showResults);
    connect(&m_deletions.recorder(), &DeletionRecorder::failed, this, [this](const Error &error) {
        showProblem(tr("What became of deletions could not be written down. %1").arg(error.toText()));
    });
    connect(m_unsettled, &UnsettledDeletions::connectRequested, this,
            [this](const Profile &profile) { m_opener->connectTo(profile); });
    connect(m_unsettled, &UnsettledDeletions::deletedJobsRequested, this, &MainWindow::deletedJobsRequested);
    connect(m_opener, &SourceOpener::opened, this, &MainWindow::showSource);
    connect(m_opener, &SourceOpener::furtherFileChosen, this, &MainWindow::newWindowRequested);
    connect(m_opener, &SourceOpener::failed, this, [this](const Error &error) {
        showProblem(error.toText());
        Q_EMIT openFailed(error);
    });
    connect(m_opener, &SourceOpener::profilesChanged, this, &MainWindow::applyMarks);
    connect(m_opener, &SourceOpener::noticed, this, [this](const QString &text) {
        m_problem->setMessage(MessageBar::Level::Warning, text);
        m_problem->show();
    });
    connect(m_retention, &RetentionBar::journalChanged, this, &MainWindow::refresh);
    connect(m_state, &StatePage::actionTriggered, this, &MainWindow::onStateAction);
    connect(m_saver, &ResponseSaver::saved, this,
            [this](const QString &text) { m_status->showMessage(text, 8000); });
    connect(m_saver, &ResponseSaver::failed, this, &MainWindow::showProblem);
    connect(m_clipboard, &JobClipboard::noted, this,
            [this](const QString &text) { m_status->showMessage(text, 8000); });
    connect(&m_reader, &RecordReader::came, this, &MainWindow::updateSelection);
}

void MainWindow::connectScheduling()
{
    m_schedule->setUserOf([this](const JobSource &target) { return m_access->accountNameAt(target); });
    connect(m_schedule, &ScheduleActions::scheduled, this,
            [this](const std::shared_ptr<JobSource> &target, const QString &name, const Job &job) {
                m_status->showMessage(
                    tr("Scheduled as job %1 on %2", "name, server").arg(name, target->label()), 8000);
                if (const auto note = job.deletion())
                    m_deletions.recorder().recordScheduled(*note, name);
                Q_EMIT listChanged(target, false);
            });
    connect(m_schedule, &ScheduleActions::listRequested, this,
            [this](const std::shared_ptr<JobSource> &target) { Q_EMIT listChanged(target, true); });
    connect(this, &MainWindow::listChanged, this, &MainWindow::refreshIfShown);
    connect(m_schedule, &ScheduleActions::copied, this,
            [this] { m_status->showMessage(tr("The schedule request is in the clipboard"), 8000); });
}

void MainWindow::connectCompare()
{
    connect(m_compare, &ComparePage::shownChanged, this, [this] {
        if (m_compare->isShown())
            m_actions.compare->setChecked(true);
        else
            m_views->markCurrent();
        updateStatus();
    });
    for (const QAction *view : {m_actions.showTable, m_actions.showTimeline})
        connect(view, &QAction::triggered, m_compare, &ComparePage::close);
    connect(m_compare, &ComparePage::made, this, [this](CompareView *view) {
        watchLineEdits(view);
        view->sides()->setOffers([this] { return m_snapshots->offers(); });
        connect(view, &CompareView::jobRequested, this, &MainWindow::showJob);
        connect(view, &CompareView::noted, this,
                [this](const QString &text) { m_status->showMessage(text, 8000); });
    });
    connect(m_snapshots, &SnapshotActions::compareRequested, m_compare, &ComparePage::openWith);
    connect(m_snapshots, &SnapshotActions::failed, this, &MainWindow::showProblem);
    connect(m_snapshots, &SnapshotActions::saved, this,
            [this](const QString &text) { m_status->showMessage(text, 8000); });
}

// In the table, if it is there.
void MainWindow::showJob(const Job &job)
{
    if (m_jobs->rowOf(job) < 0) {
        m_status->showMessage(tr("This job is not in the table"), 8000);
        return;
    }
    m_compare->close();
    m_table->select(job);
    m_table->setFocus();
}

void MainWindow::watchLineEdits(QWidget *within)
{
    const QList<QLineEdit *> edits = within->findChildren<QLineEdit *>();
    for (QLineEdit *edit : edits)
        edit->installEventFilter(this);
}

void MainWindow::lookForUnsettledDeletions()
{
    m_unsettled->look();
}

void MainWindow::refreshIfShown(const std::shared_ptr<JobSource> &source)
{
    if (source == m_jobs->source())
        m_jobs->refresh();
}

void MainWindow::openFile(const QString &path)
{
    m_opener->openFile(path);
}

void MainWindow::openStandardInput()
{
    m_opener->openStandardInput();
}

void MainWindow::connectTo(Connection connection, const TokenOrigin &origin)
{
    m_opener->connectTo(std::move(connection), origin);
}

void MainWindow::connectTo(const Profile &profile)
{
    m_opener->connectTo(profile);
}

void MainWindow::showSource(std::shared_ptr<JobSource> source, const TokenOrigin &origin)
{
    // Names mean nothing in another source: what was selected here must not be selected there.
    const JobSource *before = m_jobs->source().get();
    const bool isReread = before && !before->isLive() && !source->isLive() && !source->location().isEmpty() &&
                          before->location() == source->location();
    if (!isReread) {
        m_table->forgetSelection();
        m_compare->close();
    }
    m_problem->hide();
    m_retention->hide();
    m_isNewSource = !isReread;
    if (isReread)
        ClockActions::carryAsOf(before, source.get());
    m_access->setSource(source, origin);
    // What is opened next in this window goes back to where this window was connected.
    if (source->isLive())
        m_schedule->setTarget(source);
    m_deletionBar->setShownSource(source);
    m_unsettled->setSource(source);
    connect(source.get(), &JobSource::notesChanged, this, &MainWindow::noteSource, Qt::UniqueConnection);
    if (isReread)
        m_jobs->refreshFrom(std::move(source));
    else
        m_jobs->setSource(std::move(source));
    noteSource();
    updateSelection();
}

bool MainWindow::showsDeletedJobs() const
{
    return qobject_cast<const JournalSource *>(m_jobs->source().get());
}

void MainWindow::showDeletedJobs(const QString &journalFolder)
{
    if (showsDeletedJobs()) {
        m_retention->look(journalFolder);
        refresh();
        return;
    }
    m_jobs->sort(int(Column::Deleted), Qt::DescendingOrder);
    showSource(std::make_shared<JournalSource>(journalFolder));
    m_table->resetColumns();
    if (!m_layoutPurpose.isEmpty())
        windowLayout().restore();
    m_retention->look(journalFolder);
}

void MainWindow::applyPreferences()
{
    m_deletions.setUndoTime(Preferences::undoTime());
    updateTimes();
    if (showsDeletedJobs())
        showDeletedJobs(m_jobs->source()->location());
}

void MainWindow::applyEverywhere()
{
    const QList<QWidget *> widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *window = qobject_cast<MainWindow *>(widget))
            window->applyPreferences();
    }
}

void MainWindow::askForSettings()
{
    auto *dialog = new SettingsDialog(Journal::defaultFolder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::changed, this, &MainWindow::applyEverywhere);
    connect(dialog, &SettingsDialog::journalChanged, this, &MainWindow::applyEverywhere);
    dialog->open();
}

// Whatever shows a moment shows it again: the clock, or the time zone, is another one.
void MainWindow::updateTimes()
{
    m_presentation->updateTimes();
    m_views->updateTimes();
    m_status->showClock();
    m_details->updateTimes(m_presentation->referenceUtcMs());
    updateSelection();
}

void MainWindow::refresh()
{
    const JobSource *source = m_jobs->source().get();
    if (source && !source->readsAnew())
        m_opener->reopenFile(source->location());
    else
        m_jobs->refresh();
}

// A file that could not be read to its end is begun again.
void MainWindow::retry()
{
    const JobSource *source = m_jobs->source().get();
    if (source && !source->readsAnew())
        refresh();
    else
        m_jobs->retry();
}

void MainWindow::showProblem(const QString &text)
{
    m_problem->setMessage(MessageBar::Level::Error, text);
    m_problem->show();
}

// Of the connection that is shown: they may have been changed meanwhile.
void MainWindow::applyMarks()
{
    auto *live = qobject_cast<OrchestratorSource *>(m_jobs->source().get());
    const auto profile = live ? Profiles::named(live->connection().name) : std::nullopt;
    if (!profile)
        return;
    const Result<QUrl> base = orchestratorBase(profile->url);
    if (!base || base.value() != live->connection().base)
        return;
    live->setMarks(profile->isReadOnly, profile->isProduction, profile->colour);
    noteSource();
    updateSelection();
}

void MainWindow::noteSource()
{
    const JobSource *source = m_jobs->source().get();
    setWindowTitle(titleOf(source));
    m_mark->setSource(source);
    m_status->showSource();
    const QString note = source ? noteAbout(*source, m_jobs->status().error) : QString();
    m_note->setMessage(MessageBar::Level::Warning, note);
    m_note->setVisible(!note.isEmpty());
}

void MainWindow::onGone(const std::shared_ptr<JobSource> &source, const QList<Job> &jobs)
{
    const JobSource *shown = m_jobs->source().get();
    if (shown && shown->isSamePlaceAs(*source))
        m_jobs->removeJobs(jobs);
}

void MainWindow::showResults(DeletionBatch *batch)
{
    const QList<DeletionResults *> open = findChildren<DeletionResults *>();
    const auto shown = std::find_if(open.begin(), open.end(), [batch](const DeletionResults *results) {
        return results->batch() == batch;
    });
    DeletionResults *results = shown != open.end() ? *shown : new DeletionResults(&m_deletions, batch, this);
    connect(results, &DeletionResults::retryRequested, m_delete, &DeleteAction::review, Qt::UniqueConnection);
    results->show();
    results->raise();
    results->activateWindow();
}

void MainWindow::onStateAction()
{
    const ListStatus status = m_jobs->status();
    switch (status.phase) {
    case ListStatus::Phase::NoSource:
        if (const auto &profile = m_opener->offer().profile) {
            Profiles::put(*profile);
            m_opener->connectTo(*profile);
        } else {
            m_opener->askForConnection();
        }
        return;
    case ListStatus::Phase::Loading:
        m_jobs->stop();
        return;
    case ListStatus::Phase::Failed:
        retry();
        return;
    case ListStatus::Phase::Retired:
        m_jobs->refresh();
        return;
    case ListStatus::Phase::Ready:
        break;
    }
    if (status.isFiltered || !m_jobs->type().isEmpty()) {
        m_jobs->clearFilters();
    } else {
        m_jobs->refresh();
    }
}

// Ends what is under way, one after the other; else clears the search; else goes back to the table.
void MainWindow::onEscape()
{
    if (m_opener->isBusy())
        m_opener->stop();
    else if (m_compare->isShown() && m_compare->view()->stopOrClear())
        return;
    else if (m_jobs->status().isBusy)
        m_jobs->stop();
    else if (m_saver->isBusy())
        m_saver->stop();
    else if (m_compare->isShown())
        m_compare->close();
    else if (!m_filter->clearSearch())
        m_views->takeFocus();
}

void MainWindow::find()
{
    if (m_compare->isShown())
        m_compare->view()->focusSearch();
    else
        m_filter->focusSearch();
}

void MainWindow::copyFocused()
{
    // A message may be marked with the mouse.
    const auto *label = qobject_cast<QLabel *>(focusWidget());
    const QString text = label ? label->selectedText() : m_details->focusedText();
    if (text.isEmpty() && m_compare->isShown())
        m_compare->view()->copy();
    else if (text.isEmpty())
        m_clipboard->copyRows();
    else
        QApplication::clipboard()->setText(text);
}

void MainWindow::updateStatus()
{
    const ListStatus status = m_jobs->status();
    const bool isTheWhole =
        status.isWhole && !status.isBusy && status.doubt.isEmpty() && m_jobs->type().isEmpty();
    const bool isRead = m_jobs->source() && !status.isBusy && !status.error && status.readAt.isValid();
    if (isTheWhole && m_deletions.underWay().isEmpty())
        m_deletions.settle(*m_jobs->source(), m_jobs->allJobs());
    if (isRead && m_deletions.underWay().isEmpty())
        m_deletions.checkUnknown(*m_jobs->source(), status.readAt);
    const auto face = status.phase == ListStatus::Phase::NoSource
                          ? notConnectedFace(m_opener->offer().profile, m_opener->offer().problems)
                          : faceOf(status, m_jobs->source().get(), !m_jobs->type().isEmpty());
    if (face)
        m_state->setFace(*face);
    QWidget *list = face ? static_cast<QWidget *>(m_state) : m_splitter;
    QWidget *shown = m_compare->isShown() ? m_compare->view() : list;
    const bool isSearching = m_filter->isAncestorOf(focusWidget());
    if (m_stack->currentWidget() != shown) {
        m_stack->setCurrentWidget(shown);
        // Keys are meant for the rows, unless somebody types a search or the rows are new.
        if (shown == m_splitter && (!isSearching || m_isNewSource))
            m_views->takeFocus();
    }
    // When the focus goes with what is hidden, Qt gives it to whatever comes next, such as the type filter.
    if (shown == m_state && !isSearching)
        m_state->takeFocus(status.phase != ListStatus::Phase::Loading);
    m_isNewSource = m_isNewSource && face;
    m_filter->setHidden(m_compare->isShown());
    m_filter->setEnabled(status.phase != ListStatus::Phase::NoSource);
    const bool hasRows = !face;
    const bool showsError = hasRows && status.error && !m_access->lacksToken();
    if (showsError != m_listError->isVisibleTo(m_listError->parentWidget())) {
        m_listError->setVisible(showsError);
        noteSource();
    }
    // What the user stopped is no failure.
    const bool isStopped = status.error && status.error->kind == Error::Kind::Stopped;
    if (showsError)
        m_listError->setMessage(isStopped ? MessageBar::Level::Warning : MessageBar::Level::Error,
                                status.error->toText());
    m_doubt->setVisible(status.phase == ListStatus::Phase::Ready && !status.doubt.isEmpty());
    if (!status.doubt.isEmpty())
        m_doubt->setMessage(MessageBar::Level::Warning,
                            tr("The list may be incomplete. %1").arg(status.doubt));
    m_details->showAttention(attentionText(m_details->job(), *m_jobs));
    updateActions();
}

void MainWindow::updateSelection()
{
    if (m_table->selectedCount() > 1) {
        updateActions();
        m_status->showSelection(m_table->selectedCount());
        m_summary->update();
        return;
    }
    const Job job = m_table->selectedJob();
    const bool isHere = m_reader.read({job});
    updateActions();
    m_status->showSelection(job);
    const JobSource *source = m_jobs->source().get();
    if (job.isNull() || !source) {
        m_details->showNothing();
        return;
    }
    if (!isHere) {
        m_details->showUnread(job, tr("Its record is being read …"));
        return;
    }
    if (const auto error = job.load()) {
        m_details->showUnread(job, error->toText());
        return;
    }
    const Deletion *deletion = m_deletions.of(source, job);
    // The seconds count down in the bar; here they would only flicker.
    const bool isSettled = deletion && deletion->isFinished();
    m_details->showJob(job, isSettled ? deletionText(*deletion, source) : QString(),
                       m_access->whyNotRemovable(job), m_presentation->referenceUtcMs());
    m_details->showAttention(attentionText(job, *m_jobs));
}

void MainWindow::updateActions()
{
    const ListStatus status = m_jobs->status();
    const JobSource *source = m_jobs->source().get();
    const qsizetype selected = source ? m_table->selectedCount() : 0;
    m_delete->update();
    const Job job = selected == 1 ? m_table->selectedJob() : Job();
    m_schedule->update(job.isHere() ? job : Job(), m_jobs->source());
    m_actions.undoDeletion->setEnabled(!m_deletions.countingDown().isEmpty());
    m_actions.showRecord->setEnabled(selected == 1);
    m_actions.copyRecord->setEnabled(selected > 0);
    m_actions.saveSelected->setEnabled(selected > 0);
    m_actions.copyAs->menuAction()->setEnabled(true);
    m_copy->update();
    m_export->update();
    m_actions.savePage->setEnabled(selected == 1);
    m_actions.selectAll->setEnabled(source && status.shown > 0);
    m_actions.nameSelectAll(status.isFiltered || !m_jobs->type().isEmpty());
    m_actions.saveAs->setEnabled(source && status.loaded > 0);
    // What came through a pipe or from the clipboard can't be read again.
    m_actions.refresh->setEnabled(source && (source->readsAnew() || !source->location().isEmpty()));
    m_clock->update();
    m_actions.loadAll->setEnabled(source && !status.isWhole && status.loaded > 0 &&
                                  status.loadingAll == ListStatus::Purpose::None);
    // Nothing happens to jobs that nobody sees.
    if (m_compare->isShown()) {
        m_actions.disableForSelected();
        m_actions.exportJobs->setEnabled(true);
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    const bool fits = !urls.isEmpty() && std::all_of(urls.begin(), urls.end(),
                                                     [](const QUrl &url) { return url.isLocalFile(); });
    if (fits)
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    openFile(urls.constFirst().toLocalFile());
    for (qsizetype i = 1; i < urls.size(); ++i)
        Q_EMIT newWindowRequested(urls.at(i).toLocalFile());
    event->acceptProposedAction();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) {
        const QSignalBlocker blocker(m_actions.fullScreen);
        m_actions.fullScreen->setChecked(isFullScreen());
    }
}

// A dialog takes Undo away; it must not take the time for it too.
bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::WindowBlocked)
        m_access->setWindowBlocked(true);
    else if (event->type() == QEvent::WindowUnblocked)
        m_access->setWindowBlocked(false);
    return QMainWindow::event(event);
}

// A line edit takes Ctrl+Z for itself, and a deletion would run out meanwhile. What was typed can wait.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isUndo = !m_deletions.countingDown().isEmpty() && key->matches(QKeySequence::Undo);
        // To a line edit it is another End.
        const bool isExport = m_actions.exportJobs->shortcut() == QKeySequence(key->keyCombination());
        if (isUndo || isExport) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing->mayClose()) {
        event->ignore();
        return;
    }
    if (!m_layoutPurpose.isEmpty())
        windowLayout().save();
    event->accept();
}

void MainWindow::restoreLayout(const QString &purpose)
{
    m_layoutPurpose = purpose;
    windowLayout().restore();
}

WindowLayout MainWindow::windowLayout()
{
    return {this, &m_actions, m_splitter, m_table, m_layoutPurpose};
}
