// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include "deletionresults.h"
#include "jobmodel.h"
#include "journal.h"
#include "reviewdialog.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMouseEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;

/// Many deletions under way, and their results, as somebody sees them.
class MainWindowDeleteManyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void countsDownInOneStrip();
    void undoTakesAllBack();
    void goneRowsGoAndTheResultStays();
    void showsProgressAndCanBeCancelled();
    void aDoubleClickOnDeleteNowDoesNotCancel();
    void theWindowStaysUsable();
    void resultsCanBeFilteredAndSearched();
    void everyEndHasTheSameNameEverywhere();
    void disablingHasTheSameNameEverywhere();
    void choosingAnOutcomeIsNotDisturbed();
    void resultsAreCopied();
    void resultsAreExported();
    void failedOnesAreRetriedAfterAnotherReview();
    void unknownOnesAreCheckedAgain();
    void resultsGoWithTheStrip();
    void resultsAreAlive();
    void closingAsksAndTakesBackWhatWasNotSent();
    void withoutAJournalNothingIsDeletedAndSaidSo();
    void aTokenThatEndsInTheMiddleLosesNothing();

private:
    /// Selects all shown rows and confirms the review of them.
    void deleteAll();
    /// Without the places where a long path may be broken.
    QString strip() const { return rig->deletionTexts().value(0).remove(QChar(0x200B)); }
    DeletionResults *results() const { return rig->window.findChild<DeletionResults *>(); }
    DeletionResults *openResults();
    static QPushButton *button(const QWidget *widget, const QString &text);
    /// Odd jobs are somebody else's.
    void refuseOddOnes();
    qsizetype sent() const { return server->requests("DELETE").size(); }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
    bool refuses = true;
};

void MainWindowDeleteManyTest::init()
{
    refuses = true;
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, 20);
    rig = std::make_unique<WindowRig>();
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(0));
    QVERIFY(rig->connectTo(*server));
}

void MainWindowDeleteManyTest::cleanup()
{
    rig.reset();
    server.reset();
}

QPushButton *MainWindowDeleteManyTest::button(const QWidget *widget, const QString &text)
{
    const auto buttons = widget->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        if (candidate->isVisible() && candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

void MainWindowDeleteManyTest::deleteAll()
{
    rig->table()->setFocus();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_Delete);
    auto *review = rig->window.findChild<ReviewDialog *>();
    QVERIFY(review);
    const bool disables = server->generation == ListServer::Generation::Environment;
    const QString act = (disables ? u"Disable %1 Jobs for Good"_s : u"Delete %1 Jobs"_s).arg(rig->rows());
    QTRY_VERIFY(button(review, act));
    QTRY_VERIFY(button(review, act)->isEnabled());
    WindowRig::click(button(review, act));
    QTRY_VERIFY(!rig->window.findChild<ReviewDialog *>());
}

void MainWindowDeleteManyTest::refuseOddOnes()
{
    server->intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        const QString name = QString::fromLatin1(request.target).section(u'/', -1);
        if (!refuses || request.method != "DELETE" || name.toInt() % 2 == 0)
            return std::nullopt;
        return ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete job "_s + name);
    };
}

DeletionResults *MainWindowDeleteManyTest::openResults()
{
    WindowRig::click(rig->button(u"Show Results"_s));
    return QTest::qWaitFor([this] { return results() && results()->isVisible(); }) ? results() : nullptr;
}

void MainWindowDeleteManyTest::countsDownInOneStrip()
{
    rig->window.deletions()->setUndoTime(std::chrono::seconds(30));
    deleteAll();
    QCOMPARE(rig->deletionTexts(), QStringList{u"20 jobs will be deleted in 30 s"_s});
    QVERIFY(rig->button(u"Undo"_s));
    QVERIFY(rig->button(u"Delete Now"_s));
    QCOMPARE(rig->struckOut().size(), 20);
    QCOMPARE(sent(), 0);
}

void MainWindowDeleteManyTest::undoTakesAllBack()
{
    rig->window.deletions()->setUndoTime(std::chrono::seconds(30));
    deleteAll();
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rig->deletionTexts().isEmpty());
    QVERIFY(rig->struckOut().isEmpty());
    QCOMPARE(sent(), 0);
}

void MainWindowDeleteManyTest::goneRowsGoAndTheResultStays()
{
    refuseOddOnes();
    const QAbstractItemModelTester tester(rig->window.jobs(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 10 gone, 10 not permitted."_s);
    QCOMPARE(rig->rows(), 10);
    QCOMPARE(rig->texts(u"Name"_s).constFirst(), u"1"_s);
    QVERIFY(rig->button(u"Dismiss"_s));
    WindowRig::click(rig->button(u"Dismiss"_s));
    QVERIFY(rig->deletionTexts().isEmpty());
}

void MainWindowDeleteManyTest::showsProgressAndCanBeCancelled()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        const QString name = QString::fromLatin1(request.target).section(u'/', -1);
        return request.method == "DELETE" && name.toInt() > 6
                   ? std::optional(LoopbackAnswer::empty(204).withDelay(150))
                   : std::nullopt;
    };
    deleteAll();
    QTRY_COMPARE(sent(), 10);
    QTRY_COMPARE(strip(), u"Deleting 20 jobs: 10 sent …"_s);
    const auto *progress = rig->window.findChild<QProgressBar *>(QString(), Qt::FindChildrenRecursively);
    QVERIFY(progress);
    WindowRig::click(rig->button(u"Cancel"_s));
    QTRY_COMPARE(strip(), u"20 jobs: 6 gone, 4 kept by the server, 10 not sent."_s);
    QCOMPARE(sent(), 10);
}

void MainWindowDeleteManyTest::aDoubleClickOnDeleteNowDoesNotCancel()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::empty(204).withDelay(50))
                                          : std::nullopt;
    };
    rig->window.deletions()->setUndoTime(std::chrono::seconds(30));
    deleteAll();
    QAbstractButton *now = rig->button(u"Delete Now"_s);
    WindowRig::click(now);
    QAbstractButton *cancel = rig->button(u"Cancel"_s);
    QVERIFY(cancel);
    // The second half of the double click comes to whatever stands there now.
    const QPointF at = cancel->rect().center();
    QMouseEvent press(QEvent::MouseButtonDblClick, at, cancel->mapToGlobal(at), Qt::LeftButton,
                      Qt::LeftButton, {});
    QMouseEvent release(QEvent::MouseButtonRelease, at, cancel->mapToGlobal(at), Qt::LeftButton, {}, {});
    QApplication::sendEvent(cancel, &press);
    QApplication::sendEvent(cancel, &release);
    QTRY_COMPARE(strip(), u"20 jobs: 20 kept by the server."_s);
    QCOMPARE(sent(), 20);
}

void MainWindowDeleteManyTest::theWindowStaysUsable()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::empty(204).withDelay(200))
                                          : std::nullopt;
    };
    deleteAll();
    QTRY_VERIFY(sent() >= 4);
    rig->selectJob(u"20"_s);
    QCOMPARE(rig->selected(), u"20"_s);
    rig->clickHeader(u"Name"_s);
    QVERIFY(rig->rests());
    QVERIFY(sent() < 20);
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job 19"_s);
    QVERIFY(rig->rests());
    QTRY_COMPARE(strip(), u"20 jobs: 20 kept by the server."_s);
    QCOMPARE(sent(), 20);
}

void MainWindowDeleteManyTest::resultsCanBeFilteredAndSearched()
{
    refuseOddOnes();
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 10 gone, 10 not permitted."_s);
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    const auto *table = shown->findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 20);
    auto *outcomes = shown->findChild<QComboBox *>();
    QCOMPARE(outcomes->count(), 3);
    QCOMPARE(outcomes->itemText(0), u"All (20)"_s);
    outcomes->setFocus();
    QTest::keyClick(outcomes, Qt::Key_Down);
    QTest::keyClick(outcomes, Qt::Key_Down);
    QVERIFY2(outcomes->currentText().contains("not permitted"_L1, Qt::CaseInsensitive),
             qPrintable(outcomes->currentText()));
    QCOMPARE(table->model()->rowCount(), 10);
    QVERIFY(table->model()->index(0, 6).data().toString().contains("Not authorized to delete job"_L1));
    auto *search = shown->findChild<QLineEdit *>();
    QTest::keyClicks(search, u"job 13"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"13"_s);
}

void MainWindowDeleteManyTest::everyEndHasTheSameNameEverywhere()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        const QString name = QString::fromLatin1(request.target).section(u'/', -1);
        if (request.method != "DELETE")
            return std::nullopt;
        switch (name.toInt() % 5) {
        case 0:
            return LoopbackAnswer::empty(204);
        case 1:
            return ListServer::error(500, u"unknown-error"_s, u"Oops"_s);
        case 2:
            return ListServer::error(409, u"conflict"_s, u"Locked"_s);
        case 3:
            return LoopbackAnswer::html("<html>429</html>", 429);
        default:
            return LoopbackAnswer::html("<html>302</html>", 302);
        }
    };
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 4 kept by the server, 16 failed."_s);
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    const auto *outcomes = shown->findChild<QComboBox *>();
    QStringList choices;
    for (int i = 0; i < outcomes->count(); ++i)
        choices << outcomes->itemText(i);
    QCOMPARE(choices, (QStringList{u"All (20)"_s, u"kept by the server (4)"_s, u"failed (16)"_s}));
    // The server's words are a sentence of their own.
    const QAbstractItemModel *model = shown->findChild<QTableView *>()->model();
    const QString said = model->index(1, 6).data().toString();
    QVERIFY2(said.contains(u"says: Locked — {}. Refresh"_s), qPrintable(said));
}

void MainWindowDeleteManyTest::disablingHasTheSameNameEverywhere()
{
    server->generation = ListServer::Generation::Environment;
    server->jobs() = {ListServer::environmentJob(1), ListServer::environmentJob(2)};
    QVERIFY(rig->connectTo(*server));
    deleteAll();
    QTRY_COMPARE(strip(), u"2 jobs: 2 disabled."_s);
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    QCOMPARE(shown->findChild<QComboBox *>()->itemText(1), u"disabled (2)"_s);
    QCOMPARE(shown->findChild<QTableView *>()->model()->index(0, 5).data().toString(), u"disabled"_s);
}

void MainWindowDeleteManyTest::choosingAnOutcomeIsNotDisturbed()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return request.method == "DELETE"
                   ? std::optional(ListServer::error(409, u"conflict"_s, u"Locked"_s).withDelay(60))
                   : std::nullopt;
    };
    rig->window.deletions()->setUndoTime(std::chrono::seconds(30));
    deleteAll();
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    WindowRig::click(rig->button(u"Delete Now"_s));
    auto *outcomes = shown->findChild<QComboBox *>();
    QTRY_COMPARE(outcomes->count(), 2);
    outcomes->setFocus();
    outcomes->showPopup();
    QTest::keyClick(outcomes->view(), Qt::Key_Down);
    const QString before = strip();
    QTRY_VERIFY(strip() != before);
    QCOMPARE(outcomes->view()->currentIndex().row(), 1);
    QTest::keyClick(outcomes->view(), Qt::Key_Return);
    QCOMPARE(outcomes->currentIndex(), 1);
    QVERIFY(outcomes->currentText().startsWith("failed ("_L1));
    QTRY_COMPARE(strip(), u"20 jobs: 20 failed."_s);
    QCOMPARE(outcomes->currentText(), u"failed (20)"_s);
}

void MainWindowDeleteManyTest::resultsAreCopied()
{
    refuseOddOnes();
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 10 gone, 10 not permitted."_s);
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    WindowRig::click(button(shown, u"Copy"_s));
    QVERIFY2(QApplication::clipboard()->text().count(u'\n') == 19,
             qPrintable(QApplication::clipboard()->text()));
    auto *table = shown->findChild<QTableView *>();
    table->selectRow(2);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QString line = QApplication::clipboard()->text();
    QVERIFY2(line.startsWith("3\t"_L1) && line.contains("Not authorized to delete job 3"_L1),
             qPrintable(line));
}

void MainWindowDeleteManyTest::resultsAreExported()
{
    refuseOddOnes();
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 10 gone, 10 not permitted."_s);
    DeletionResults *shown = openResults();
    QVERIFY(shown);
    const QString path = rig->path(u"results.csv"_s);
    shown->saveTo(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 22); // a head, and nothing after the last line's end
    QVERIFY(lines.at(1).contains(server->url().toString().toUtf8()));
    shown->saveTo(u"/nowhere/results.csv"_s);
    QVERIFY(!shown->findChildren<QLabel *>().isEmpty());
    const auto labels = shown->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith("results.csv was not saved"_L1);
    }));
}

void MainWindowDeleteManyTest::failedOnesAreRetriedAfterAnotherReview()
{
    refuseOddOnes();
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 10 gone, 10 not permitted."_s);
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    refuses = false;
    WindowRig::click(button(shown, u"Retry Failed…"_s));
    auto *review = rig->window.findChild<ReviewDialog *>();
    QVERIFY(review);
    QCOMPARE(sent(), 20);
    QTRY_VERIFY(button(review, u"Delete 10 Jobs"_s) && button(review, u"Delete 10 Jobs"_s)->isEnabled());
    WindowRig::click(button(review, u"Delete 10 Jobs"_s));
    QTRY_COMPARE(rig->window.jobs()->rowCount(), 0);
    QCOMPARE(sent(), 30);
    QTRY_VERIFY(rig->deletionTexts().contains(u"10 jobs: 10 gone."_s));
}

void MainWindowDeleteManyTest::unknownOnesAreCheckedAgain()
{
    bool isBroken = true;
    server->intercept = [&isBroken](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return isBroken && request.method == "GET"
                   ? std::optional(LoopbackAnswer::empty(503).withEnding(LoopbackAnswer::Ending::KeepAlive))
                   : std::nullopt;
    };
    deleteAll();
    QTRY_VERIFY_WITH_TIMEOUT(strip() == u"20 jobs: 20 unknown."_s, 30'000);
    QCOMPARE(rig->rows(), 20);
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    isBroken = false;
    WindowRig::click(button(shown, u"Check Again"_s));
    QTRY_COMPARE(strip(), u"20 jobs: 20 gone."_s);
    QCOMPARE(rig->window.jobs()->rowCount(), 0);
    QCOMPARE(sent(), 20);
}

void MainWindowDeleteManyTest::resultsGoWithTheStrip()
{
    deleteAll();
    QTRY_COMPARE(strip(), u"20 jobs: 20 gone."_s);
    DeletionResults *shown = openResults();
    QVERIFY(shown);
    QCOMPARE(openResults(), shown);
    WindowRig::click(button(shown, u"Dismiss"_s));
    QTRY_VERIFY(!results());
    QVERIFY(rig->deletionTexts().isEmpty());
}

void MainWindowDeleteManyTest::resultsAreAlive()
{
    rig->window.deletions()->setUndoTime(std::chrono::seconds(30));
    deleteAll();
    const DeletionResults *shown = openResults();
    QVERIFY(shown);
    QAbstractItemModel *model = shown->findChild<QTableView *>()->model();
    const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model->index(0, 5).data().toString(), u"Not sent yet"_s);
    QVERIFY(!button(shown, u"Dismiss"_s)->isEnabled());
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(model->index(19, 5).data().toString().toLower(), u"gone"_s);
    QVERIFY(button(shown, u"Dismiss"_s)->isEnabled());
}

void MainWindowDeleteManyTest::closingAsksAndTakesBackWhatWasNotSent()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::stall()) : std::nullopt;
    };
    deleteAll();
    QTRY_COMPARE(sent(), 4);
    rig->window.close();
    QVERIFY(rig->window.isVisible());
    auto *question = rig->window.findChild<QMessageBox *>(u"closeWithDeletions"_s);
    QVERIFY(question);
    QVERIFY2(question->informativeText().startsWith("16 deletions not sent yet will be taken back."_L1),
             qPrintable(question->informativeText()));
    QVERIFY(question->informativeText().contains("4 deletions already sent"_L1));
    WindowRig::click(button(question, u"Close"_s));
    QTRY_VERIFY(!rig->window.isVisible());
    QCOMPARE(sent(), 4);
}

void MainWindowDeleteManyTest::withoutAJournalNothingIsDeletedAndSaidSo()
{
    QFile file(Journal::defaultFolder());
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    deleteAll();
    QTRY_VERIFY2(strip().startsWith("20 jobs: 20 not sent. It was stopped: "_L1), qPrintable(strip()));
    QVERIFY(strip().contains(Journal::defaultFolder()));
    QCOMPARE(sent(), 0);
    QCOMPARE(rig->rows(), 20);
    QVERIFY(file.remove());
}

void MainWindowDeleteManyTest::aTokenThatEndsInTheMiddleLosesNothing()
{
    QByteArray good = "secret-token";
    server->intercept = [this, &good](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method == "DELETE" && sent() == 9)
            good = "another-token";
        return request.header("X-Authentication") == good
                   ? std::nullopt
                   : std::optional(ListServer::error(401, u"token-expired"_s, u"Expired"_s));
    };
    deleteAll();
    QTRY_VERIFY2(strip().startsWith("On hold: "_L1), qPrintable(strip()));
    QVERIFY(sent() <= 13);
    const qsizetype before = sent();
    auto *paste = rig->button(u"Paste Token…"_s);
    QVERIFY(paste);
    WindowRig::click(paste);
    QTRY_VERIFY(rig->window.findChild<QDialog *>(u"pasteTokenDialog"_s));
    auto *edit = rig->window.findChild<QDialog *>(u"pasteTokenDialog"_s)->findChild<QLineEdit *>();
    QVERIFY(edit);
    edit->setFocus();
    QTest::keyClicks(edit, u"another-token"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith("20 jobs: "_L1), 10'000);
    QVERIFY(sent() > before);
    QCOMPARE(sent(), 20);
    QVERIFY2(strip().contains("failed"_L1), qPrintable(strip()));
    QVERIFY2(!strip().contains("not sent"_L1), qPrintable(strip()));
}

CALLBOARD_TEST_MAIN(MainWindowDeleteManyTest, QApplication)
#include "tst_mainwindow_deletemany.moc"
