// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLabel>
#include <QMessageBox>
#include <QTabWidget>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

const QString evil = u"<b>x</b><img src='file:///etc/hostname'>&amp;<a href='http://a.test'>&lt;"_s;

/// What a reader of the tool tip sees.
QString tipText(const QString &tip)
{
    return Qt::mightBeRichText(tip) ? QTextDocumentFragment::fromHtml(tip).toPlainText() : tip;
}

} // namespace

/// Text of a server or a file is shown letter by letter, wherever it appears.
class MainWindowMarkupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAndToolTips();
    void details();
    void nodes();
    void titleAndStatusBar();
    void statePage();
    void listError();
    void problemAndRecentFiles();
    void deletion();
    void questionBeforeARun();
    void longTextsDoNotWidenTheWindow();

private:
    static QJsonObject evilJob();
    /// Every label of the window that shows some of it shows it as plain text, and some label does.
    static void verifyLabels(const WindowRig &rig);
};

QJsonObject MainWindowMarkupTest::evilJob()
{
    QJsonObject owner = ListServer::job(1).value(u"owner"_s).toObject();
    owner[u"display_name"_s] = evil;
    owner[u"login"_s] = evil;
    return ListServer::job(1, {{u"type"_s, evil},
                               {u"task"_s, evil},
                               {u"environment"_s, evil},
                               {u"description"_s, evil},
                               {u"next_run"_s, evil},
                               {u"owner"_s, owner},
                               {u"id"_s, QString(evil + "/7"_L1)},
                               {QString(evil + "2"_L1), evil}});
}

void MainWindowMarkupTest::verifyLabels(const WindowRig &rig)
{
    int found = 0;
    const auto labels = rig.window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->isVisible() || !label->text().contains("<b>x"_L1))
            continue;
        ++found;
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }
    QVERIFY(found > 0);
}

void MainWindowMarkupTest::cellsAndToolTips()
{
    ListServer server;
    server.jobs() = {evilJob()};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    for (const QString &column :
         {u"Type"_s, u"Task or Plan"_s, u"Environment"_s, u"Owner"_s, u"Next Run"_s, u"Description"_s})
        QCOMPARE(rig.text(0, column), evil);
    int tips = 0;
    for (int column = 0; column < rig.table()->model()->columnCount(); ++column) {
        const QString tip = rig.table()->model()->index(0, column).data(Qt::ToolTipRole).toString();
        tips += int(!tip.isEmpty());
        QVERIFY2(!tip.contains("<b>x"_L1) && !tip.contains("<img"_L1), qPrintable(tip));
    }
    QVERIFY(tips > 0);
    const QModelIndex description = rig.cell(0, u"Description"_s);
    QCOMPARE(tipText(description.data(Qt::ToolTipRole).toString()), evil);
}

void MainWindowMarkupTest::details()
{
    ListServer server;
    server.jobs() = {evilJob()};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.field(u"Description"_s), evil);
    QCOMPARE(rig.field(u"Environment"_s), evil);
    QCOMPARE(rig.field(evil + "2"_L1), evil);
    verifyLabels(rig);
    const QAbstractItemModel *fields = rig.window.findChild<QTreeView *>(u"jobFields"_s)->model();
    for (int group = 0; group < fields->rowCount(); ++group) {
        const QModelIndex parent = fields->index(group, 0);
        for (int row = 0; row < fields->rowCount(parent); ++row) {
            const QString tip = fields->index(row, 0, parent).data(Qt::ToolTipRole).toString();
            QVERIFY2(!tip.contains("<b>x"_L1), qPrintable(tip));
        }
    }
    rig.press(Qt::Key_Return, Qt::AltModifier);
    QVERIFY(QApplication::focusWidget()->inherits("QPlainTextEdit"));
}

void MainWindowMarkupTest::nodes()
{
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{evil}}}}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_Down);
    rig.window.findChild<QTabWidget *>()->setCurrentIndex(1);
    const auto *list = qobject_cast<QAbstractItemView *>(rig.named(u"Nodes"_s));
    QCOMPARE(list->model()->index(0, 0).data().toString(), evil);
    QVERIFY(!list->model()->index(0, 0).data(Qt::ToolTipRole).isValid());
}

void MainWindowMarkupTest::titleAndStatusBar()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf({ListServer::job(1, {{u"name"_s, evil}})}), u"<b>x<b>.json"_s));
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.window.windowTitle(), u"<b>x<b>.json — Scheduled Jobs"_s);
    verifyLabels(rig);
    const auto labels = rig.window.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(!label->toolTip().contains("<b>x"_L1), qPrintable(label->toolTip()));
    QVERIFY(rig.shows(u"Selected: job "_s + evil.left(30)));
}

void MainWindowMarkupTest::statePage()
{
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, evil, evil));
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.statePage().value(1).contains(evil));
    verifyLabels(rig);
}

void MainWindowMarkupTest::listError()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"not-permitted"_s, evil));
    };
    rig.press(Qt::Key_F5);
    QTRY_VERIFY(rig.bar("listError").contains(evil));
    verifyLabels(rig);
}

void MainWindowMarkupTest::problemAndRecentFiles()
{
    WindowRig rig;
    rig.window.openFile(rig.write("oops", u"<b>x<b>.json"_s));
    QTRY_VERIFY(rig.bar("problem").contains("<b>x<b>.json"_L1));
    verifyLabels(rig);
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 1)), u"<b>y & z.json"_s));
    QVERIFY(rig.choose({u"File"_s, u"Open Recent"_s, u"<b>y  z.json"_s}));
}

void MainWindowMarkupTest::deletion()
{
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"description"_s, evil}})};
    server.intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE" ? std::optional(ListServer::error(403, u"not-permitted"_s, evil))
                                          : std::optional<LoopbackAnswer>();
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Delete);
    QVERIFY(rig.deletionTexts().value(0).startsWith("Job 1 '<b>x</b>"_L1));
    verifyLabels(rig);
    WindowRig::click(rig.button(u"Delete Now"_s));
    QTRY_VERIFY(rig.deletionTexts().value(0).contains(evil));
    verifyLabels(rig);
    const QString tip = rig.cell(0, u"Name"_s).data(Qt::ToolTipRole).toString();
    QVERIFY2(!tip.isEmpty() && !tip.contains("<b>x"_L1), qPrintable(tip));
}

void MainWindowMarkupTest::questionBeforeARun()
{
    ListServer server;
    const QString soon = QDateTime::currentDateTimeUtc().addSecs(4).toString(Qt::ISODate);
    server.jobs() = {ListServer::job(1, {{u"description"_s, evil}, {u"next_run"_s, soon}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Delete);
    const auto *box = rig.window.findChild<QMessageBox *>();
    QVERIFY(box && box->text().contains("<b>x"_L1));
    verifyLabels(rig);
}

void MainWindowMarkupTest::longTextsDoNotWidenTheWindow()
{
    const QString word(3000, u'W');
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"name"_s, word}, {u"description"_s, word}, {u"task"_s, word}})};
    WindowRig rig;
    const QSize before = rig.window.size();
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Delete);
    QCoreApplication::processEvents();
    QVERIFY2(rig.window.minimumSizeHint().width() <= before.width(),
             qPrintable(QString::number(rig.window.minimumSizeHint().width())));
    QCOMPARE(rig.window.size(), before);
    server.intercept = [&word](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"not-permitted"_s, word));
    };
    rig.press(Qt::Key_F5);
    QTRY_VERIFY(!rig.bar("listError").isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(rig.window.size(), before);
}

CALLBOARD_TEST_MAIN(MainWindowMarkupTest, QApplication)
#include "tst_mainwindow_markup.moc"
