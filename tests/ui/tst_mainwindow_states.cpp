// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "listtexts.h"
#include "testca.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

/// What the window says when there is no table to show, and what it says above a table that is in doubt.
class MainWindowStatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsNotConnected();
    void tellsThatItIsLoading();
    void stopsLoadingAndTriesAgain();
    void showsThatThereAreNoJobs();
    void showsThatNoJobHasTheText();
    void showsThatNoJobIsOfTheType();
    void showsWhatFailedAndRetries();
    void putsEveryFailureInWords_data();
    void putsEveryFailureInWords();
    void tellsThatNothingListens();
    void showsTheCertificateThatIsNotTrusted();
    void tellsThatTheEndpointIsRetired();
    void tellsThatTheListMayBeIncomplete();
    void keepsTheRowsWhenARefreshFails();
    void keepsTheRowsWhenARefreshIsStopped();
    void keysInAStateDoNotChangeTheFilter();
    void leavesTheStateByKeysAlone();
    void countsInEachState();
    void countsOfListsThatAreNotWhole();
    void showsAnotherServerWithoutTheFirstOnesFilters();

private:
    static std::optional<LoopbackAnswer> always(const LoopbackAnswer &answer) { return answer; }
    static LoopbackAnswer notPermitted()
    {
        return ListServer::error(403, u"not-permitted"_s, u"Not permitted to see scheduled jobs"_s);
    }
};

void MainWindowStatesTest::startsNotConnected()
{
    const WindowRig rig;
    QCOMPARE(rig.statePage().value(0), u"Not connected"_s);
    QCOMPARE(rig.statePage().value(2), u"Connect…"_s);
    QCOMPARE(rig.window.windowTitle(), u"Scheduled Jobs"_s);
    QVERIFY(!rig.search()->isEnabled());
    QVERIFY(rig.shows(u"Not connected"_s));
    WindowRig::click(rig.button(u"Connect…"_s));
    QVERIFY(rig.window.findChild<QDialog *>(u"connectDialog"_s)->isVisible());
}

void MainWindowStatesTest::tellsThatItIsLoading()
{
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return always(LoopbackAnswer::stall());
    };
    WindowRig rig;
    rig.window.connectTo(connectionTo(server));
    const QString label = connectionTo(server).label();
    QCOMPARE(rig.statePage().value(0), u"Loading jobs from %1 …"_s.arg(label));
    QCOMPARE(rig.statePage().value(2), u"Stop"_s);
    QCOMPARE(rig.count(), u"Loading …"_s);
}

void MainWindowStatesTest::stopsLoadingAndTriesAgain()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    server.intercept = [](const LoopbackRequest &) {
        return always(LoopbackAnswer::stall());
    };
    WindowRig rig;
    rig.window.connectTo(connectionTo(server));
    QTRY_COMPARE(server.requests().size(), 1);
    WindowRig::click(rig.button(u"Stop"_s));
    QVERIFY(rig.statePage().value(0).endsWith("was stopped."_L1));
    server.intercept = {};
    WindowRig::click(rig.button(u"Retry"_s));
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 2));
}

void MainWindowStatesTest::showsThatThereAreNoJobs()
{
    ListServer server;
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.statePage().value(0), u"No scheduled jobs"_s);
    QVERIFY(rig.statePage().value(1).contains("or none that your token may see"_L1));
    server.jobs() = ListServer::jobs(1, 1);
    WindowRig::click(rig.button(u"Refresh"_s));
    QTRY_COMPARE(rig.rows(), 1);
    QVERIFY(rig.statePage().isEmpty());
}

void MainWindowStatesTest::showsThatNoJobHasTheText()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"nowhere"_s);
    QTRY_COMPARE(rig.statePage().value(0), u"Nothing matches"_s);
    QCOMPARE(rig.statePage().value(1), u"None of the 3 jobs here has this text."_s);
    QCOMPARE(rig.count(), u"0 of 3 jobs"_s);
    // Whoever is typing goes on typing.
    QVERIFY(rig.search()->hasFocus());
    WindowRig::click(rig.button(u"Show All Jobs"_s));
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(rig.search()->text(), QString());
}

void MainWindowStatesTest::showsThatNoJobIsOfTheType()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.typeFilter()->setFocus();
    rig.press(Qt::Key_P);
    QVERIFY(rig.rests());
    QTRY_COMPARE(rig.statePage().value(0), u"Nothing matches"_s);
    QCOMPARE(rig.statePage().value(1), u"There is no job of this type."_s);
    WindowRig::click(rig.button(u"Show All Jobs"_s));
    QVERIFY(rig.rests());
    QCOMPARE(rig.rows(), 3);
    QCOMPARE(rig.typeFilter()->currentText(), u"All types"_s);
}

void MainWindowStatesTest::showsWhatFailedAndRetries()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    server.intercept = [](const LoopbackRequest &) {
        return always(notPermitted());
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    const QStringList page = rig.statePage();
    QVERIFY2(page.value(0).contains("does not permit this"_L1), qPrintable(page.value(0)));
    QVERIFY(page.value(1).contains("The server says: Not permitted to see scheduled jobs"_L1));
    QVERIFY(page.value(1).contains("Ask an administrator"_L1));
    QCOMPARE(rig.count(), QString());
    QCOMPARE(rig.bar("listError"), QString());
    server.intercept = {};
    WindowRig::click(rig.button(u"Retry"_s));
    QVERIFY(rig.rests());
    QCOMPARE(rig.rows(), 2);
}

void MainWindowStatesTest::putsEveryFailureInWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("happened");
    QTest::addColumn<QString>("nextStep");
    const QByteArray words = R"({"kind":"puppetlabs.orchestrator/x","msg":"words of the server"})";
    QTest::newRow("400") << 400 << words << u"HTTP status 400"_s << u"words of the server"_s;
    QTest::newRow("401") << 401 << words << u"does not accept the token"_s << u"puppet-access login"_s;
    QTest::newRow("404") << 404 << words << u"has nothing at this address"_s << u"Check the URL"_s;
    QTest::newRow("429") << 429 << words << u"fewer requests"_s << u"Wait a little"_s;
    QTest::newRow("500, a web page") << 500 << "<html><b>Oops</b></html>"_ba << u"web page"_s
                                     << u"Try again later"_s;
    QTest::newRow("500, empty") << 500 << ""_ba << u"the server had an internal error"_s
                                << u"Try again later"_s;
    QTest::newRow("no JSON") << 200 << "items: none"_ba << u"is not valid JSON"_s
                             << u"address is that of the orchestrator"_s;
    QTest::newRow("no list") << 200 << R"({"jobs": []})"_ba << u"holds no list of scheduled jobs"_s
                             << u"address is that of the orchestrator"_s;
}

void MainWindowStatesTest::putsEveryFailureInWords()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, happened);
    QFETCH(const QString, nextStep);
    ListServer server;
    server.intercept = [&](const LoopbackRequest &) {
        return always(LoopbackAnswer::json(body, status));
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    const QStringList page = rig.statePage();
    QVERIFY2(page.value(0).contains(happened), qPrintable(page.value(0)));
    QVERIFY2(page.value(1).contains(nextStep), qPrintable(page.value(1)));
    QCOMPARE(page.value(2), u"Retry"_s);
}

void MainWindowStatesTest::tellsThatNothingListens()
{
    ListServer server;
    Connection connection = connectionTo(server);
    server.close();
    WindowRig rig;
    rig.window.connectTo(connection);
    QVERIFY(rig.rests());
    QVERIFY2(rig.statePage().value(0).contains("refuses the connection"_L1),
             qPrintable(rig.statePage().value(0)));
}

void MainWindowStatesTest::showsTheCertificateThatIsNotTrusted()
{
    const TestCa authority;
    QVERIFY2(authority.isValid(), qPrintable(authority.errorString()));
    const ListServer server(authority.server(TestCa::Leaf::Expired));
    Connection connection = connectionTo(server);
    connection.authorities = readAuthorities(authority.caFile()).value();
    WindowRig rig;
    rig.window.connectTo(connection);
    QVERIFY(rig.rests());
    QVERIFY2(rig.statePage().value(0).contains("expired on 2021-01-01"_L1),
             qPrintable(rig.statePage().value(0)));
    const auto *details = rig.window.findChild<QLabel *>(u"stateDetails"_s);
    QVERIFY(details && details->isVisible());
    QVERIFY2(details->text().startsWith("Subject: CN=expired\nIssuer: CN=Callboard test authority\n"_L1),
             qPrintable(details->text()));
    QVERIFY(details->text().contains("SHA-256: "_L1));
    QVERIFY(details->textInteractionFlags() & Qt::TextSelectableByMouse);
    QVERIFY(details->textInteractionFlags() & Qt::TextSelectableByKeyboard);
    // Nothing is put into it to break lines, so what is copied is what it was.
    QVERIFY(!details->text().contains(QChar(0x200B)));
    connection.authorities.clear();
    connection.base.setScheme(u"http"_s);
    rig.window.connectTo(connection);
    QVERIFY(rig.rests());
    QVERIFY(!details->isVisible());
}

void MainWindowStatesTest::tellsThatTheEndpointIsRetired()
{
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return always(LoopbackAnswer::json(R"({"items": []})"));
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.statePage().value(0), u"This server has retired the endpoint"_s);
    QVERIFY(rig.statePage().value(1).contains("2021.7"_L1));
    QCOMPARE(rig.count(), QString());
    QCOMPARE(rig.statePage().value(2), u"Retry"_s);
}

void MainWindowStatesTest::tellsThatTheListMayBeIncomplete()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    server.tamper = [](QJsonObject &response, const LoopbackRequest &) {
        QJsonObject pagination = response.value(u"pagination"_s).toObject();
        pagination[u"total"_s] = 5;
        response[u"pagination"_s] = pagination;
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.rows(), 3);
    QVERIFY2(rig.bar("doubt").startsWith("The list may be incomplete."_L1), qPrintable(rig.bar("doubt")));
    QCOMPARE(rig.count(), u"3 shown of 3 jobs read; the server says 5"_s);
    server.tamper = {};
    WindowRig::click(rig.button(u"Refresh"_s));
    QTRY_COMPARE(rig.bar("doubt"), QString());
    QCOMPARE(rig.count(), u"3 of 3 jobs"_s);
}

void MainWindowStatesTest::keepsTheRowsWhenARefreshFails()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"2"_s);
    server.intercept = [](const LoopbackRequest &) {
        return always(notPermitted());
    };
    rig.press(Qt::Key_F5);
    QTRY_VERIFY(!rig.bar("listError").isEmpty());
    QVERIFY(rig.bar("listError").contains("The server says: Not permitted to see scheduled jobs"_L1));
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 3));
    QCOMPARE(rig.selected(), u"2"_s);
    QVERIFY(rig.statePage().isEmpty());

    server.intercept = {};
    server.jobs() += ListServer::job(4);
    WindowRig::click(rig.button(u"Retry"_s));
    QTRY_COMPARE(rig.bar("listError"), QString());
    QTRY_COMPARE(rig.texts(u"Name"_s), numbers(1, 4));
    QCOMPARE(rig.selected(), u"2"_s);
}

void MainWindowStatesTest::keepsTheRowsWhenARefreshIsStopped()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    server.clearRequests();
    server.intercept = [](const LoopbackRequest &) {
        return always(LoopbackAnswer::stall());
    };
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(server.requests().size(), 1);
    rig.press(Qt::Key_Escape);
    QVERIFY(rig.bar("listError").contains("was stopped"_L1));
    QCOMPARE(rig.rows(), 3);
    QVERIFY(!rig.window.jobs()->status().isBusy);
}

// The focus must go somewhere when the table goes, and an arrow key changes a type filter.
void MainWindowStatesTest::keysInAStateDoNotChangeTheFilter()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    server.intercept = [](const LoopbackRequest &) {
        return always(LoopbackAnswer::empty(500));
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.typeFilter()->currentIndex(), 0);
    server.intercept = {};
    rig.press(Qt::Key_Space); // Retry is what the keys are for
    QVERIFY(rig.rests());
    QCOMPARE(rig.rows(), 2);
    QVERIFY(rig.table()->hasFocus());
    for (const LoopbackRequest &request : server.requests())
        QVERIFY2(!request.target.contains("type="), request.target.constData());
    // The same when the list becomes empty under the table.
    server.jobs().clear();
    rig.press(Qt::Key_F5);
    QVERIFY(rig.rests());
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.typeFilter()->currentIndex(), 0);
}

void MainWindowStatesTest::leavesTheStateByKeysAlone()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    server.intercept = [](const LoopbackRequest &) {
        return always(notPermitted());
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    server.intercept = {};
    const QWidget *retry = rig.button(u"Retry"_s);
    for (int step = 0; step < 10 && QApplication::focusWidget() != retry; ++step)
        rig.press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), retry);
    rig.press(Qt::Key_Space);
    QVERIFY(rig.rests());
    QCOMPARE(rig.rows(), 2);
    // The table takes over, so that the arrow keys work at once.
    QVERIFY(rig.table()->hasFocus());
}

void MainWindowStatesTest::countsInEachState()
{
    ListServer server;
    server.jobs() = {ListServer::job(1)};
    WindowRig rig;
    QCOMPARE(rig.count(), QString());
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.count(), u"1 of 1 job"_s);
    server.jobs() = ListServer::jobs(1, 1200);
    rig.press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(rig.count(), u"1,200 of 1,200 jobs"_s);
    server.jobs().clear();
    rig.press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(rig.count(), u"0 of 0 jobs"_s);
}

void MainWindowStatesTest::countsOfListsThatAreNotWhole()
{
    const WindowRig rig; // brings the catalogue
    ListStatus status;
    status.phase = ListStatus::Phase::Ready;
    status.shown = ListLoader::MostRows;
    status.loaded = 199;
    status.total = 3'000'000'000;
    QCOMPARE(countText(status), u"199 of 3,000,000,000 jobs loaded"_s);
    status.shown = 11;
    status.loaded = 1'000'100;
    status.isFiltered = true;
    QCOMPARE(countText(status), u"11 of 1,000,100 jobs loaded match, there may be more"_s);
    status.total.reset();
    QCOMPARE(countText(status), u"11 of 1,000,100 jobs loaded match, there may be more"_s);
}

void MainWindowStatesTest::showsAnotherServerWithoutTheFirstOnesFilters()
{
    ListServer one;
    one.jobs() = ListServer::jobs(1, 3);
    ListServer other;
    other.jobs() = ListServer::jobs(7, 2);
    WindowRig rig;
    QVERIFY(rig.connectTo(one));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 2"_s);
    QTRY_COMPARE(rig.rows(), 1);
    QVERIFY(rig.connectTo(other));
    QCOMPARE(rig.texts(u"Name"_s), numbers(7, 2));
    QCOMPARE(rig.search()->text(), QString());
    QCOMPARE(rig.typeFilter()->currentIndex(), 0);
    QVERIFY(!other.requests().constFirst().query().hasQueryItem(u"type"_s));
}

CALLBOARD_TEST_MAIN(MainWindowStatesTest, QApplication)
#include "tst_mainwindow_states.moc"
