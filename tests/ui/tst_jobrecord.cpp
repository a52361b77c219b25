// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

// As no serializer would write it.
const QByteArray received = "{ \"name\":\"7\" ,\n\t\"type\" : \"task\",\"task\":\"echo\",\r\n"
                            "\"n\": 1.50, \"big\": 12345678901234567890, \"text\": \"caf\\u00e9 \xC3\xBC\","
                            "\"scope\": {\"nodes\": [\"node1\", \"node2\"]} }";

} // namespace

/// The record as it came, and what is copied.
class JobRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void altReturnGoesToTheRecord_data();
    void altReturnGoesToTheRecord();
    void returnGoesToTheFields();
    void aDoubleClickGoesToTheFields();
    void showsTheDetailsAgainWhenTheyAreAskedFor();
    void indentsWithoutChangingAnything();
    void showsTheBytesAsReceived();
    void showsAMendedRecordBothWays();
    void searchesForthAndBack();
    void searchesTheWholeRecordWhereverItStarts();
    void saysWhenNothingIsFound();
    void copiesTheBytesAsReceived_data();
    void copiesTheBytesAsReceived();
    void copiesTheRowOfTheTable();
    void copiesTheFocusedField();
    void copiesTheFocusedNode();
    void copiesWhatIsMarkedInTheRecord();
    void copiesWhatIsMarkedInTheSearchField();
    void copiesWhatIsMarkedInAMessage();
    void copiesNothingWithoutASelection();
    void theRecordCanNotBeEdited();

private:
    QPlainTextEdit *record() const { return rig->window.findChild<QPlainTextEdit *>(u"recordText"_s); }
    QTreeView *fields() const { return rig->window.findChild<QTreeView *>(u"jobFields"_s); }
    QString marked() const { return record()->textCursor().selectedText(); }
    int markedAt() const { return record()->textCursor().selectionStart(); }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
    QLineEdit *recordSearch() const
    {
        return qobject_cast<QLineEdit *>(rig->named(u"Search in the record"_s));
    }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void JobRecordTest::init()
{
    QGuiApplication::clipboard()->setText(u"before"_s);
    server = std::make_unique<ListServer>();
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(
            LoopbackAnswer::json("{\"items\": [" + received + "], \"pagination\": {\"total\": 1}}"));
    };
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
    rig->press(Qt::Key_Down);
    QCOMPARE(rig->selected(), u"7"_s);
}

void JobRecordTest::cleanup()
{
    rig.reset();
    server.reset();
}

void JobRecordTest::altReturnGoesToTheRecord_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Alt+Return") << Qt::Key_Return;
    QTest::newRow("Alt+Enter") << Qt::Key_Enter;
}

void JobRecordTest::altReturnGoesToTheRecord()
{
    QFETCH(const Qt::Key, key);
    rig->press(key, Qt::AltModifier);
    QVERIFY(record()->isVisible());
    QVERIFY(record()->hasFocus());
}

void JobRecordTest::returnGoesToTheFields()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    rig->table()->setFocus();
    rig->press(Qt::Key_Return);
    QVERIFY(fields()->isVisible());
    QVERIFY(fields()->hasFocus());
    // And Escape back.
    rig->press(Qt::Key_Escape);
    QVERIFY(rig->table()->hasFocus());
}

void JobRecordTest::aDoubleClickGoesToTheFields()
{
    const QPoint place = rig->table()->visualRect(rig->cell(0, u"Name"_s)).center();
    QTest::mouseClick(rig->table()->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(rig->table()->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(fields()->hasFocus());
}

void JobRecordTest::showsTheDetailsAgainWhenTheyAreAskedFor()
{
    rig->press(Qt::Key_F9);
    QVERIFY(!rig->named(u"Job details"_s));
    rig->press(Qt::Key_Return);
    QVERIFY(rig->named(u"Job details"_s));
    QVERIFY(rig->action("details")->isChecked());
    rig->press(Qt::Key_F9);
    rig->press(Qt::Key_Return, Qt::AltModifier);
    QVERIFY(record()->isVisible());
}

void JobRecordTest::indentsWithoutChangingAnything()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    const QString text = record()->toPlainText();
    const QStringList lines = text.split(u'\n');
    QCOMPARE(lines.constFirst(), u"{"_s);
    QVERIFY2(lines.contains(u"  \"name\": \"7\","_s) || lines.contains(u"    \"name\": \"7\","_s),
             qPrintable(text));
    // Numbers and escapes stay as they were sent.
    QVERIFY(text.contains("1.50"_L1));
    QVERIFY(text.contains("12345678901234567890"_L1));
    QVERIFY(text.contains(u"caf\\u00e9 \u00fc"_s));
    QCOMPARE(QJsonDocument::fromJson(text.toUtf8()), QJsonDocument::fromJson(received));
}

void JobRecordTest::showsTheBytesAsReceived()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    rig->press(Qt::Key_R, Qt::AltModifier);
    QString expected = QString::fromUtf8(received);
    // Lines end in one way on a screen.
    QTRY_COMPARE(record()->toPlainText(), expected.replace("\r\n"_L1, "\n"_L1));
}

void JobRecordTest::showsAMendedRecordBothWays()
{
    QVERIFY(rig->open("[{\"name\": \"1\", \"scope\": {\"nodes\": [\"a\",]},}]"));
    rig->press(Qt::Key_Down);
    rig->press(Qt::Key_Return, Qt::AltModifier);
    const QJsonDocument mended = QJsonDocument::fromJson(record()->toPlainText().toUtf8());
    QCOMPARE(mended[u"scope"_s][u"nodes"_s][0].toString(), u"a"_s);
    rig->press(Qt::Key_R, Qt::AltModifier);
    QTRY_COMPARE(record()->toPlainText(), u"{\"name\": \"1\", \"scope\": {\"nodes\": [\"a\",]},}"_s);
}

void JobRecordTest::searchesForthAndBack()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    recordSearch()->setFocus();
    rig->type(u"NODE"_s);
    QCOMPARE(marked(), u"node"_s);
    const int first = markedAt();
    rig->press(Qt::Key_Return);
    const int second = markedAt();
    QVERIFY(second > first);
    WindowRig::click(rig->button(u"Next"_s));
    QVERIFY(markedAt() > second);
    // From the last one on to the first.
    WindowRig::click(rig->button(u"Next"_s));
    QCOMPARE(markedAt(), first);
    WindowRig::click(rig->button(u"Next"_s));
    WindowRig::click(rig->button(u"Previous"_s));
    QCOMPARE(markedAt(), first);
    WindowRig::click(rig->button(u"Previous"_s));
    QVERIFY(markedAt() > second);
}

void JobRecordTest::searchesTheWholeRecordWhereverItStarts()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    rig->press(Qt::Key_End, Qt::ControlModifier);
    recordSearch()->setFocus();
    rig->type(u"echo"_s);
    QCOMPARE(marked(), u"echo"_s);
    QVERIFY(recordSearch()->hasFocus());
}

void JobRecordTest::saysWhenNothingIsFound()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    recordSearch()->setFocus();
    rig->type(u"nodex"_s);
    QVERIFY(rig->shows(u"Not in this record"_s));
    rig->press(Qt::Key_Backspace);
    QVERIFY(!rig->shows(u"Not in this record"_s));
    QCOMPARE(marked(), u"node"_s);
}

void JobRecordTest::copiesTheBytesAsReceived_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"button", "key", "menu"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void JobRecordTest::copiesTheBytesAsReceived()
{
    QFETCH(const QString, way);
    if (way == "button"_L1) {
        rig->press(Qt::Key_Return, Qt::AltModifier);
        WindowRig::click(rig->button(u"Copy Record"_s));
    } else if (way == "key"_L1) {
        rig->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    } else {
        QVERIFY(rig->choose({u"Edit"_s, u"Copy Record as JSON"_s}));
    }
    QCOMPARE(clipboard().toUtf8(), received);
}

void JobRecordTest::copiesTheRowOfTheTable()
{
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"7\ttask\techo\t\t2 nodes\t\t\t\t\t\t"_s);
}

void JobRecordTest::copiesTheFocusedField()
{
    rig->press(Qt::Key_Return);
    for (int i = 0; i < 40 && fields()->currentIndex().siblingAtColumn(0).data().toString() != "Task"_L1; ++i)
        rig->press(Qt::Key_Down);
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"echo"_s);
}

void JobRecordTest::copiesTheFocusedNode()
{
    auto *tabs = rig->window.findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    auto *nodes = qobject_cast<QAbstractItemView *>(rig->named(u"Nodes"_s));
    nodes->setFocus();
    rig->press(Qt::Key_End);
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"node2"_s);
}

void JobRecordTest::copiesWhatIsMarkedInTheRecord()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    recordSearch()->setFocus();
    rig->type(u"echo"_s);
    record()->setFocus();
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"echo"_s);
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), record()->toPlainText());
}

void JobRecordTest::copiesWhatIsMarkedInTheSearchField()
{
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"some text"_s);
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"some text"_s);
}

void JobRecordTest::copiesWhatIsMarkedInAMessage()
{
    rig->window.openFile(rig->path(u"nowhere.json"_s));
    QTRY_VERIFY(!rig->bar("problem").isEmpty());
    const auto labels = rig->window.findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (label->isVisible() && label->text() == rig->bar("problem"))
            QTest::mouseDClick(label, Qt::LeftButton, {}, {4, 8});
    }
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"nowhere"_s);
}

void JobRecordTest::copiesNothingWithoutASelection()
{
    rig->table()->clearSelection();
    rig->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), u"before"_s);
    QVERIFY(!rig->action("copyRecord")->isEnabled());
    QVERIFY(!rig->action("showRecord")->isEnabled());
}

void JobRecordTest::theRecordCanNotBeEdited()
{
    rig->press(Qt::Key_Return, Qt::AltModifier);
    const QString before = record()->toPlainText();
    rig->type(u"x"_s);
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_Backspace);
    QCOMPARE(record()->toPlainText(), before);
    QVERIFY(rig->deletionTexts().isEmpty());
    // Tab leaves it.
    rig->press(Qt::Key_Tab);
    QVERIFY(!record()->hasFocus());
}

CALLBOARD_TEST_MAIN(JobRecordTest, QApplication)
#include "tst_jobrecord.moc"
