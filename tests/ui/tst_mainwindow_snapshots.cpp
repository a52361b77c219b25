// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "preferences.h"
#include "settingsdialog.h"
#include "snapshotstore.h"
#include "windowrig.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStatusBar>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

/// Snapshots of a server's list, as a user saves and uses them.
class MainWindowSnapshotsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void savesAndComparesASnapshot();
    void aFileIsNoSnapshot();
    void savesTheWholeOfALongListOfEveryType();
    void savesNothingThatIsInDoubt();
    void savesOnEachRefreshWhenAsked();
    void anotherOrderIsNoRefresh();
    void keepsSoManyAsTheSettingsSay();
    void aFailureIsToldAndStopsNothing();
    void settingsHaveBounds();

private:
    static QList<Snapshot> snapshots(const ListServer &server)
    {
        return SnapshotStore::list(SnapshotStore::defaultFolder(),
                                   QString::fromLatin1(server.url("/orchestrator/v1").toEncoded()));
    }
    std::unique_ptr<WindowRig> m_rig;
};

void MainWindowSnapshotsTest::init()
{
    m_rig = std::make_unique<WindowRig>();
    QSettings().clear();
    QFile::remove(SnapshotStore::defaultFolder());
    QDir(SnapshotStore::defaultFolder()).removeRecursively();
}

void MainWindowSnapshotsTest::cleanup()
{
    m_rig.reset();
    QSettings().clear();
}

void MainWindowSnapshotsTest::savesAndComparesASnapshot()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    QVERIFY(m_rig->connectTo(server));
    QVERIFY(m_rig->choose({u"File"_s, u"Save Snapshot"_s}));
    QTRY_VERIFY(m_rig->window.statusBar()->currentMessage().startsWith(u"Saved a snapshot of 3 job"_s));
    QCOMPARE(snapshots(server).size(), 1);
    QCOMPARE(snapshots(server).constFirst().origin, Snapshot::Origin::Asked);
    server.jobs() << ListServer::job(4);
    m_rig->press(Qt::Key_F5);
    QTRY_COMPARE(m_rig->rows(), 4);
    auto *menu = m_rig->window.findChild<QMenu *>(u"changedSince"_s);
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    const QString text = menu->actions().constFirst()->text();
    QVERIFY2(text.contains(u", 3 job"_s) && text.endsWith(u", saved by you"_s), qPrintable(text));
    menu->actions().constFirst()->trigger();
    const auto *summary = m_rig->window.findChild<QLabel *>(u"compareSummary"_s);
    QTRY_COMPARE(summary->text(), u"1 added, 0 removed, 0 changed, 3 the same"_s);
    QVERIFY(summary->isVisible());
}

void MainWindowSnapshotsTest::aFileIsNoSnapshot()
{
    QVERIFY(m_rig->open(responseOf(ListServer::jobs(1, 3))));
    QVERIFY(!m_rig->action("saveSnapshot")->isEnabled());
    QCOMPARE(m_rig->action("saveSnapshot")->statusTip(),
             u"Only the list of a server can be saved as a snapshot"_s);
    QVERIFY(!m_rig->window.findChild<QMenu *>(u"changedSince"_s)->isEnabled());
}

void MainWindowSnapshotsTest::savesTheWholeOfALongListOfEveryType()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2500);
    QVERIFY(m_rig->connectTo(server));
    m_rig->typeFilter()->setFocus();
    m_rig->press(Qt::Key_Down);
    QVERIFY(m_rig->rests());
    m_rig->action("saveSnapshot")->trigger();
    QTRY_VERIFY(m_rig->window.statusBar()->currentMessage().startsWith(u"Saved a snapshot of 2,500 job"_s));
    QCOMPARE(snapshots(server).constFirst().jobs, 2500);
}

void MainWindowSnapshotsTest::savesNothingThatIsInDoubt()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 30);
    server.tamper = [](QJsonObject &response, const LoopbackRequest &) {
        QJsonObject pagination = response[u"pagination"_s].toObject();
        pagination[u"total"_s] = 31;
        response[u"pagination"_s] = pagination;
    };
    QVERIFY(m_rig->connectTo(server));
    QVERIFY(!m_rig->bar("doubt").isEmpty());
    m_rig->action("saveSnapshot")->trigger();
    QTRY_VERIFY(m_rig->bar("problem").startsWith(u"No snapshot was saved: the list may be incomplete."_s));
    QVERIFY(snapshots(server).isEmpty());
}

void MainWindowSnapshotsTest::savesOnEachRefreshWhenAsked()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    QVERIFY(m_rig->connectTo(server));
    m_rig->press(Qt::Key_F5);
    QVERIFY(m_rig->rests());
    QVERIFY(snapshots(server).isEmpty());
    m_rig->press(Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_rig->window.findChild<SettingsDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    auto *onRefresh = dialog->findChild<QCheckBox *>(u"snapshotsOnRefresh"_s);
    QVERIFY(!onRefresh->isChecked());
    onRefresh->setFocus();
    m_rig->press(Qt::Key_Space);
    WindowRig::click(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok));
    QTRY_VERIFY(!m_rig->window.findChild<SettingsDialog *>());
    QVERIFY(Preferences::snapshotsOnRefresh());
    for (const int count : {1, 2}) {
        m_rig->press(Qt::Key_F5);
        QTRY_COMPARE(snapshots(server).size(), count);
    }
    QCOMPARE(snapshots(server).constFirst().origin, Snapshot::Origin::OnRefresh);
}

void MainWindowSnapshotsTest::anotherOrderIsNoRefresh()
{
    Preferences::setSnapshotsOnRefresh(true);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2500);
    QVERIFY(m_rig->connectTo(server));
    QTRY_COMPARE(snapshots(server).size(), 1);
    const QDateTime readAt = m_rig->window.jobs()->status().readAt;
    m_rig->clickHeader(u"Name"_s);
    QVERIFY(m_rig->rests());
    QVERIFY(m_rig->window.jobs()->status().readAt != readAt);
    // None is under way, which would have to end before this one.
    QVERIFY(m_rig->action("saveSnapshot")->isEnabled());
    m_rig->action("saveSnapshot")->trigger();
    QTRY_COMPARE(snapshots(server).size(), 2);
    QCOMPARE(snapshots(server).constFirst().origin, Snapshot::Origin::Asked);
    m_rig->press(Qt::Key_F5);
    QTRY_COMPARE(snapshots(server).size(), 3);
    QCOMPARE(snapshots(server).constFirst().jobs, 2500);
}

void MainWindowSnapshotsTest::keepsSoManyAsTheSettingsSay()
{
    Preferences::setSnapshotsOnRefresh(true);
    Preferences::setKeptSnapshots(2);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    QVERIFY(m_rig->connectTo(server));
    QTRY_COMPARE(snapshots(server).size(), 1);
    const QString first = snapshots(server).constFirst().path;
    m_rig->action("saveSnapshot")->trigger();
    QTRY_COMPARE(snapshots(server).size(), 2);
    for (int i = 0; i < 2; ++i) {
        const QString newest = snapshots(server).constFirst().path;
        m_rig->press(Qt::Key_F5);
        QTRY_VERIFY(snapshots(server).constFirst().path != newest);
    }
    QTRY_VERIFY(!QFile::exists(first));
    QCOMPARE(snapshots(server).size(), 3);
    const QList<Snapshot> left = snapshots(server);
    QCOMPARE(std::count_if(left.begin(), left.end(),
                           [](const Snapshot &each) { return each.origin == Snapshot::Origin::Asked; }),
             1);
}

void MainWindowSnapshotsTest::aFailureIsToldAndStopsNothing()
{
    Preferences::setSnapshotsOnRefresh(true);
    QDir().mkpath(QFileInfo(SnapshotStore::defaultFolder()).path());
    QFile inTheWay(SnapshotStore::defaultFolder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    QVERIFY(m_rig->connectTo(server));
    QTRY_VERIFY(m_rig->bar("problem").startsWith(u"The snapshot was not saved."_s));
    QCOMPARE(m_rig->rows(), 3);
    inTheWay.remove();
}

void MainWindowSnapshotsTest::settingsHaveBounds()
{
    QCOMPARE(Preferences::keptSnapshots(), 30);
    QVERIFY(!Preferences::snapshotsOnRefresh());
    QSettings().setValue(u"snapshots/kept"_s, 0);
    QCOMPARE(Preferences::keptSnapshots(), 1);
    QSettings().setValue(u"snapshots/kept"_s, 5000);
    QCOMPARE(Preferences::keptSnapshots(), 1000);
    QSettings().setValue(u"snapshots/kept"_s, u"many"_s);
    QCOMPARE(Preferences::keptSnapshots(), 30);
}

CALLBOARD_TEST_MAIN(MainWindowSnapshotsTest, QApplication)
#include "tst_mainwindow_snapshots.moc"
