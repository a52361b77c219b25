// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourceopener.h"

#include "clienttools.h"
#include "connectdialog.h"
#include "keychain.h"
#include "orchestratorsource.h"
#include "profiles.h"
#include "progressstrip.h"
#include "recentfiles.h"
#include "snapshotreader.h"
#include "token.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;

SourceOpener::SourceOpener(QWidget *window)
    : QObject(window), m_window(window), m_strip(new ProgressStrip(u"openingStrip"_s, tr("Progress"), window))
{
    m_strip->setProgress(0, 0);
    connect(m_strip, &ProgressStrip::cancelled, this, &SourceOpener::stop);
}

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
    connect(dialog, &ConnectDialog::profileChosen, this,
            qOverload<const Profile &, const QByteArray &>(&SourceOpener::connectTo));
    connect(dialog, &ConnectDialog::saved, this, &SourceOpener::profilesChanged);
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

void SourceOpener::fillRecentConnectionsMenu(QMenu *menu)
{
    menu->clear();
    const QStringList names = Profiles::recent();
    for (const QString &name : names) {
        QString text = name;
        QAction *action = menu->addAction(text.replace(u'&', "&&"_L1));
        connect(action, &QAction::triggered, this, [this, name] {
            if (const auto profile = Profiles::named(name))
                connectTo(*profile);
        });
    }
    if (names.isEmpty())
        menu->addAction(tr("None"))->setEnabled(false);
}

const SourceOpener::Offer &SourceOpener::offer()
{
    if (!m_offer) {
        m_offer.emplace();
        if (Profiles::all().isEmpty()) {
            ClientTools::Finding finding = ClientTools::usual().read();
            m_offer = Offer{std::move(finding.profile), std::move(finding.problems)};
        }
    }
    return *m_offer;
}

void SourceOpener::stop()
{
    m_reader.reset();
    m_tokenAsker.reset();
    m_strip->end();
}

void SourceOpener::wait(const QString &text)
{
    m_strip->setText(text);
    m_strip->begin(ProgressStrip::Haste::MayBeShort);
}

SnapshotReader *SourceOpener::newReader(const QString &waitingText)
{
    stop();
    wait(waitingText);
    m_reader = std::make_unique<SnapshotReader>();
    connect(m_reader.get(), &SnapshotReader::finished, this, &SourceOpener::onRead);
    return m_reader.get();
}

void SourceOpener::openFile(const QString &path)
{
    newReader(tr("Opening %1 …", "a file").arg(QFileInfo(path).fileName()))->readFile(path);
}

void SourceOpener::reopenFile(const QString &path)
{
    newReader(tr("Reading %1 again …", "a file").arg(QFileInfo(path).fileName()))
        ->readFile(path, SnapshotReader::Await::Whole);
}

void SourceOpener::openStandardInput()
{
    newReader(tr("Reading standard input …"))->readStandardInput();
}

void SourceOpener::openText(const QString &text)
{
    newReader(tr("Reading the clipboard …"))->readText(text);
}

void SourceOpener::connectTo(const Profile &profile, const QByteArray &token)
{
    stop();
    TokenOrigin origin = tokenOriginOf(profile);
    if (origin.keychainKey.isEmpty() || !token.isEmpty()) {
        open(profile, token, origin);
        return;
    }
    wait(tr("Waiting for the keychain of this desktop …"));
    m_tokenAsker = std::make_unique<QObject>();
    Keychain::read(origin.keychainKey, m_tokenAsker.get(),
                   [this, profile, origin](const Result<QByteArray> &answer) mutable {
                       // This is called by a signal that it receives.
                       m_tokenAsker.release()->deleteLater();
                       const QByteArray found = answer ? answer.value() : QByteArray();
                       origin.isInKeychain = !found.isEmpty();
                       if (!answer)
                           origin.keychainKey.clear();
                       open(profile, found, origin);
                       if (!answer)
                           Q_EMIT noticed(
                               tr("%1 The token lives for this session.", "what is wrong with the keychain")
                                   .arg(answer.error().whatHappened()));
                   });
}

void SourceOpener::open(const Profile &profile, const QByteArray &token, const TokenOrigin &origin)
{
    const Result<Connection> connection = connectionOf(profile, token);
    if (!connection) {
        stop();
        Q_EMIT failed(connection.error());
        return;
    }
    Profiles::noteUse(profile.name);
    connectTo(connection.value(), origin);
}

void SourceOpener::connectTo(Connection connection, const TokenOrigin &origin)
{
    stop();
    if (connection.rbac.isEmpty())
        connection.rbac = usualRbac(connection.base);
    const std::shared_ptr<JobSource> source(new OrchestratorSource(std::move(connection)),
                                            [](JobSource *gone) { gone->deleteLater(); });
    Q_EMIT opened(source, origin);
}

void SourceOpener::onRead(const Result<std::shared_ptr<JobSource>> &source)
{
    // This is called by a signal of the reader.
    m_reader.release()->deleteLater();
    m_strip->end();
    if (!source) {
        Q_EMIT failed(source.error());
        return;
    }
    if (!source.value()->location().isEmpty())
        RecentFiles::add(source.value()->location());
    Q_EMIT opened(source.value(), {});
}
