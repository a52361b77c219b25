// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourceopener.h"

#include "connectdialog.h"
#include "orchestratorsource.h"
#include "recentfiles.h"
#include "snapshotsource.h"
#include "token.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;

SourceOpener::SourceOpener(QWidget *window) : QObject(window), m_window(window) {}

SourceOpener::~SourceOpener() = default;

void SourceOpener::askForFiles()
{
    auto *dialog = new QFileDialog(m_window, tr("Open Saved Responses"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"openDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("JSON files (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        openFile(paths.constFirst());
        for (qsizetype i = 1; i < paths.size(); ++i)
            Q_EMIT furtherFileChosen(paths.at(i));
    });
    dialog->open();
}

void SourceOpener::askForConnection()
{
    auto *dialog = new ConnectDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectDialog::connectionChosen, this, &SourceOpener::connectTo);
    dialog->open();
}

void SourceOpener::fillRecentMenu(QMenu *menu)
{
    menu->clear();
    const QStringList paths = RecentFiles::list();
    for (const QString &path : paths) {
        // An ampersand in a name is no access key.
        QString text = QFileInfo(path).fileName();
        QAction *action = menu->addAction(text.replace(u'&', "&&"_L1));
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
    }
    if (paths.isEmpty()) {
        menu->addAction(tr("None"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Clear List")), &QAction::triggered, this, [] { RecentFiles::clear(); });
}

SnapshotReader *SourceOpener::newReader()
{
    m_reader = std::make_unique<SnapshotReader>();
    connect(m_reader.get(), &SnapshotReader::finished, this, &SourceOpener::onRead);
    return m_reader.get();
}

void SourceOpener::openFile(const QString &path)
{
    newReader()->readFile(path);
}

void SourceOpener::openStandardInput()
{
    newReader()->readStandardInput();
}

void SourceOpener::openText(const QString &text)
{
    newReader()->readText(text);
}

void SourceOpener::connectTo(Connection connection, const QString &tokenFile)
{
    m_reader.reset();
    if (connection.rbac.isEmpty())
        connection.rbac = usualRbac(connection.base);
    const std::shared_ptr<JobSource> source(new OrchestratorSource(std::move(connection)),
                                            [](JobSource *gone) { gone->deleteLater(); });
    Q_EMIT opened(source, tokenFile);
}

void SourceOpener::onRead(const Result<std::shared_ptr<JobSource>> &source)
{
    // This is called by a signal of the reader.
    m_reader.release()->deleteLater();
    if (!source) {
        Q_EMIT failed(source.error());
        return;
    }
    if (!source.value()->location().isEmpty())
        RecentFiles::add(source.value()->location());
    Q_EMIT opened(source.value(), {});
}
