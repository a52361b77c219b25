// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "demoorchestrator.h"
#include "jobmodel.h"
#include "journal.h"
#include "mainwindow.h"
#include "scheduleactions.h"
#include "windowpicture.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QPointer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// Some platform themes leave the colour of dimmed text black on a dark background.
void keepDimTextReadable()
{
    const QPalette palette = QGuiApplication::palette();
    const bool isDark = palette.color(QPalette::Base).lightness() < 128;
    const bool dimIsDark = palette.color(QPalette::PlaceholderText).lightness() < 128;
    if (isDark != dimIsDark)
        return;
    QColor dim = palette.color(QPalette::Text);
    dim.setAlpha(150);
    QPalette mended;
    mended.setColor(QPalette::PlaceholderText, dim);
    QApplication::setPalette(mended);
}

} // namespace

Session::Session(CommandLine line, QObject *parent) : QObject(parent), m_line(std::move(line))
{
    keepDimTextReadable();
    QCoreApplication::instance()->installEventFilter(this);
    // A batch of deletions changes it all the time; the window with the deleted jobs follows at its leisure.
    m_journalChange.setSingleShot(true);
    m_journalChange.setInterval(std::chrono::milliseconds(500));
    connect(&m_journalChange, &QTimer::timeout, this, [this] {
        if (m_deletedJobs && m_deletedJobs->showsDeletedJobs())
            m_deletedJobs->refreshIfShown(m_deletedJobs->jobs()->source());
    });
}

bool Session::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == QCoreApplication::instance())
        keepDimTextReadable();
    return false;
}

Session::~Session() = default;

void Session::start()
{
    MainWindow *window = makeWindow();
    if (!m_line.screenshot.isEmpty())
        takePicture(window);
    else
        window->lookForUnsettledDeletions();
    window->show();
    if (m_line.connection)
        window->connectTo(*m_line.connection, {m_line.tokenFile, {}});
    else if (m_line.profile)
        window->connectTo(*m_line.profile);
    else if (m_line.demo)
        startDemo(window);
    else if (!m_line.files.isEmpty())
        open(window, m_line.files.constFirst());
    for (qsizetype i = 1; i < m_line.files.size(); ++i)
        openInNewWindow(m_line.files.at(i));
}

MainWindow *Session::makeWindow(const QString &purpose)
{
    auto *window = new MainWindow;
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &MainWindow::newWindowRequested, this, &Session::openInNewWindow);
    connect(window, &MainWindow::deletedJobsRequested, this, [this, window] { showDeletedJobs(window); });
    connect(&window->deletions()->recorder().journal(), &Journal::changed, &m_journalChange,
            qOverload<>(&QTimer::start));
    connect(window, &MainWindow::listChanged, this,
            [this, window](const std::shared_ptr<JobSource> &source, bool raises) {
                onListChanged(window, source, raises);
            });
    // A picture looks the same whatever the user has arranged, and on every screen.
    if (m_line.screenshot.isEmpty())
        window->restoreLayout(purpose);
    else
        window->resize(1280, 800);
    return window;
}

void Session::openInNewWindow(const QString &path)
{
    MainWindow *window = makeWindow();
    window->show();
    open(window, path);
}

// One window for them; the user may have opened something else in it.
void Session::showDeletedJobs(MainWindow *asker)
{
    if (asker != m_deletedJobs)
        m_askedForDeletedJobs = asker;
    const QString folder = Journal::defaultFolder();
    if (!m_deletedJobs || !m_deletedJobs->showsDeletedJobs()) {
        m_deletedJobs = makeWindow(u"deletedJobsWindow"_s);
        m_deletedJobs->scheduling()->setTargetOf([this](const Job &job) { return targetFor(job); });
    }
    m_deletedJobs->showDeletedJobs(folder);
    m_deletedJobs->show();
    m_deletedJobs->setWindowState(m_deletedJobs->windowState() & ~Qt::WindowMinimized);
    m_deletedJobs->raise();
    m_deletedJobs->activateWindow();
}

// The server that a job was deleted from, if a window is connected to it; else the one that is looked at
// where the deleted jobs were asked for. The form says which, and warns of another one.
std::shared_ptr<JobSource> Session::targetFor(const Job &job) const
{
    const auto note = job.deletion();
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (const QWidget *widget : windows) {
        const auto *window = qobject_cast<const MainWindow *>(widget);
        std::shared_ptr<JobSource> source = window ? window->jobs()->source() : nullptr;
        if (note && source && source->isLive() && source->location() == note->server)
            return source;
    }
    const std::shared_ptr<JobSource> asked =
        m_askedForDeletedJobs ? m_askedForDeletedJobs->jobs()->source() : nullptr;
    return asked && asked->isLive() ? asked : nullptr;
}

void Session::onListChanged(const MainWindow *teller, const std::shared_ptr<JobSource> &source, bool raises)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *widget : windows) {
        auto *window = qobject_cast<MainWindow *>(widget);
        if (!window || window->jobs()->source() != source)
            continue;
        if (window != teller)
            window->refreshIfShown(source);
        if (raises) {
            window->raise();
            window->activateWindow();
        }
    }
}

void Session::open(MainWindow *window, const QString &path)
{
    if (path == "-"_L1)
        window->openStandardInput();
    else
        window->openFile(path);
}

void Session::startDemo(MainWindow *window)
{
    m_demo = std::make_unique<DemoOrchestrator>();
    const QPointer<MainWindow> shown = window;
    connect(m_demo.get(), &DemoOrchestrator::ready, this, [shown](const QString &url) {
        const Result<Connection> connection = makeConnection(url, {}, {});
        if (shown && connection)
            shown->connectTo(connection.value());
    });
    connect(m_demo.get(), &DemoOrchestrator::failed, this, [this, shown](const QString &text) {
        if (!m_line.screenshot.isEmpty()) {
            std::fprintf(stderr, "callboard: %s\n", qPrintable(text));
            QApplication::exit(1);
        } else if (shown) {
            shown->showProblem(text);
        }
    });
    m_demo->start();
}

void Session::takePicture(MainWindow *window)
{
    auto *picture = new WindowPicture(window, m_line.screenshot, this);
    connect(picture, &WindowPicture::finished, this, [](const QString &problem) {
        if (!problem.isEmpty())
            std::fprintf(stderr, "callboard: %s\n", qPrintable(problem));
        QApplication::exit(problem.isEmpty() ? 0 : 1);
    });
}
