// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person sees of files that keep the program waiting, and how it is ended: the window never stands
// still for them, and nothing is said to be saved that is not.
#include "environment.h"
#include "heldbytes.h"
#include "progressstrip.h"
#include "responsereading.h"
#include "responsesaver.h"
#include "snapshotsource.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QStatusBar>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

class MainWindowWaitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItWaitsForWhenAFileDoesNotCome();
    void anotherFileTakesThePlaceOfOneThatDoesNotCome();
    void saysHowFarSavingIs();
    void escapeEndsSaving();
    void closingAsksWhileAFileIsSaved();
    void theQuestionGoesWhenTheFileIsSaved();

private:
    /// A pipe that somebody has open to write, and writes nothing to.
    class SilentPipe
    {
    public:
        explicit SilentPipe(const QString &path)
        {
            const QByteArray name = QFile::encodeName(path);
            if (::mkfifo(name.constData(), S_IRUSR | S_IWUSR) == 0)
                m_writer = ::open(name.constData(), O_RDWR | O_CLOEXEC);
        }
        ~SilentPipe() { ::close(m_writer); }
        Q_DISABLE_COPY_MOVE(SilentPipe)
        bool isOpen() const { return m_writer >= 0; }

    private:
        int m_writer = -1;
    };
    /// Shows 3,000 jobs of a file whose later bytes are on a mount that has stopped to answer since.
    static std::shared_ptr<HeldBytes> showHeldFile(WindowRig &rig);
    /// The text of a strip that is shown; empty: it is not.
    static QString strip(const WindowRig &rig, const QString &name);
    static void clickCancel(const WindowRig &rig, const QString &stripName);
};

std::shared_ptr<HeldBytes> MainWindowWaitsTest::showHeldFile(WindowRig &rig)
{
    const QByteArray response = responseOf(ListServer::jobs(1, 3000));
    auto bytes = std::make_shared<HeldBytes>(response, response.size());
    rig.window.showSource(
        std::make_shared<SnapshotSource>(std::make_unique<ResponseReading>(bytes, u"held.json"_s),
                                         SnapshotSource::Origin{u"held.json"_s, {}, {}, nullptr}));
    if (!rig.rests() || rig.rows() != 3000)
        return nullptr;
    bytes->hold(response.size() / 2);
    return bytes;
}

QString MainWindowWaitsTest::strip(const WindowRig &rig, const QString &name)
{
    const auto *strip = rig.window.findChild<ProgressStrip *>(name);
    return strip->isVisible() ? strip->findChild<QLabel *>()->text() : QString();
}

void MainWindowWaitsTest::clickCancel(const WindowRig &rig, const QString &stripName)
{
    WindowRig::click(
        rig.window.findChild<ProgressStrip *>(stripName)->findChild<QAbstractButton *>(u"cancel"_s));
}

void MainWindowWaitsTest::saysWhatItWaitsForWhenAFileDoesNotCome()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    const SilentPipe pipe(rig.path(u"silent"_s));
    QVERIFY(pipe.isOpen());
    rig.window.openFile(rig.path(u"silent"_s));
    QCOMPARE(strip(rig, u"openingStrip"_s), QString());
    QTRY_COMPARE(strip(rig, u"openingStrip"_s), u"Opening silent …"_s);
    QCOMPARE(rig.rows(), 3);
    clickCancel(rig, u"openingStrip"_s);
    QCOMPARE(strip(rig, u"openingStrip"_s), QString());
    // Escape does the same.
    rig.window.openFile(rig.path(u"silent"_s));
    QTRY_COMPARE(strip(rig, u"openingStrip"_s), u"Opening silent …"_s);
    rig.press(Qt::Key_Escape);
    QCOMPARE(strip(rig, u"openingStrip"_s), QString());
    QCOMPARE(rig.rows(), 3);
    QCOMPARE(rig.bar("problem"), QString());
}

void MainWindowWaitsTest::anotherFileTakesThePlaceOfOneThatDoesNotCome()
{
    WindowRig rig;
    const SilentPipe pipe(rig.path(u"silent"_s));
    QVERIFY(pipe.isOpen());
    rig.window.openFile(rig.path(u"silent"_s));
    QTRY_COMPARE(strip(rig, u"openingStrip"_s), u"Opening silent …"_s);
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 5))));
    QCOMPARE(rig.rows(), 5);
    QCOMPARE(strip(rig, u"openingStrip"_s), QString());
}

void MainWindowWaitsTest::saysHowFarSavingIs()
{
    WindowRig rig;
    const auto bytes = showHeldFile(rig);
    QVERIFY(bytes);
    const QString path = rig.path(u"out.json"_s);
    rig.window.findChild<ResponseSaver *>()->saveListTo(path);
    QTRY_COMPARE(strip(rig, u"savingStrip"_s), u"Saving to out.json …"_s);
    const auto *progress =
        rig.window.findChild<ProgressStrip *>(u"savingStrip"_s)->findChild<QProgressBar *>();
    QTRY_VERIFY(progress->value() > 400);
    QVERIFY(progress->value() < 600);
    QVERIFY(!QFile::exists(path));
    bytes->release();
    QTRY_COMPARE(rig.window.statusBar()->currentMessage(), u"Saved 3,000 jobs to out.json."_s);
    QCOMPARE(strip(rig, u"savingStrip"_s), QString());
    QVERIFY(QFile::exists(path));
}

void MainWindowWaitsTest::escapeEndsSaving()
{
    WindowRig rig;
    const auto bytes = showHeldFile(rig);
    QVERIFY(bytes);
    const QString path = rig.write("old", u"out.json"_s);
    rig.window.findChild<ResponseSaver *>()->saveListTo(path);
    QTRY_COMPARE(strip(rig, u"savingStrip"_s), u"Saving to out.json …"_s);
    rig.press(Qt::Key_Escape);
    // Whether it was in time, only the thread that writes can say.
    QCOMPARE(strip(rig, u"savingStrip"_s), u"Ending the writing of out.json …"_s);
    bytes->release();
    QTRY_COMPARE(rig.window.statusBar()->currentMessage(), u"out.json was not saved: you stopped it."_s);
    QCOMPARE(strip(rig, u"savingStrip"_s), QString());
    QCOMPARE(rig.bar("problem"), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "old"_ba);
    QCOMPARE(QDir(rig.path({})).entryList(QDir::Files), {u"out.json"_s});
}

void MainWindowWaitsTest::closingAsksWhileAFileIsSaved()
{
    WindowRig rig;
    const auto bytes = showHeldFile(rig);
    QVERIFY(bytes);
    rig.window.findChild<ResponseSaver *>()->saveListTo(rig.path(u"out.json"_s));
    rig.window.close();
    QVERIFY(rig.window.isVisible());
    auto *box = rig.window.findChild<QMessageBox *>(u"closeWhileSaving"_s);
    QVERIFY(box && box->isVisible());
    // What Return does is the safe thing.
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_VERIFY(!rig.window.findChild<QMessageBox *>(u"closeWhileSaving"_s));
    QVERIFY(rig.window.isVisible());
    rig.window.close();
    WindowRig::click(rig.button(u"Close"_s));
    QTRY_VERIFY(!rig.window.isVisible());
    bytes->release();
}

void MainWindowWaitsTest::theQuestionGoesWhenTheFileIsSaved()
{
    WindowRig rig;
    const auto bytes = showHeldFile(rig);
    QVERIFY(bytes);
    rig.window.findChild<ResponseSaver *>()->saveListTo(rig.path(u"out.json"_s));
    rig.window.close();
    QVERIFY(rig.window.findChild<QMessageBox *>(u"closeWhileSaving"_s));
    bytes->release();
    QTRY_VERIFY(!rig.window.findChild<QMessageBox *>(u"closeWhileSaving"_s));
    QVERIFY(rig.window.isVisible());
    QVERIFY(QFile::exists(rig.path(u"out.json"_s)));
    rig.window.close();
    QVERIFY(!rig.window.isVisible());
}

CALLBOARD_TEST_MAIN(MainWindowWaitsTest, QApplication)
#include "tst_mainwindow_waits.moc"
