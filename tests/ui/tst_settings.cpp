// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "journalrig.h"
#include "preferences.h"
#include "settingsdialog.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSpinBox>

using namespace Qt::StringLiterals;

/// What the user can set, and that nothing goes from the journal without a question.
class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsWithFiveSecondsAndKeepsEverything();
    void theUndoTimeHoldsInEveryWindow();
    void noUndoTimeIsAChoice();
    void valuesFromElsewhereAreBounded_data();
    void valuesFromElsewhereAreBounded();
    void cancelKeepsWhatWasSet();
    void tellsWhereTheJournalIsAndHowLarge();
    void aShorterTimeAsksBeforeAnythingGoes();
    void whatIsConfirmedIsRemoved();
    void nothingToRemoveIsNoQuestion();
    void aDeletionWithAnUnknownEndIsNotRemoved();
    void whatCannotBeRemovedIsTold();
    void aMonthThatHasAgedIsOffered();
    void whatIsKeptIsNotAskedAboutAgain();
    void whatIsRemovedLeavesTheList();
    void everyControlHasANameAndAKey();

private:
    /// A deletion of so many months ago that has ended so.
    void write(const QString &name, int monthsAgo, DeletionOutcome outcome = DeletionOutcome::Gone);
    SettingsDialog *open();
    static void confirm(QDialog *dialog);
    static QMessageBox *question(const QDialog *dialog) { return dialog->findChild<QMessageBox *>(); }
    static void keepMonths(QDialog *dialog, int months);
    static QAbstractButton *buttonOf(const QMessageBox *box, const QString &text);
    bool showDeletedJobs();

    std::unique_ptr<JournalRig> m_journal;
    std::unique_ptr<WindowRig> m_rig;
};

void SettingsTest::init()
{
    m_rig = std::make_unique<WindowRig>();
    QSettings().clear();
    QDir(Journal::defaultFolder()).removeRecursively();
    m_journal = std::make_unique<JournalRig>(Journal::defaultFolder());
}

void SettingsTest::cleanup()
{
    m_rig.reset();
    m_journal.reset();
    QSettings().clear();
}

void SettingsTest::write(const QString &name, int monthsAgo, DeletionOutcome outcome)
{
    JournalEntry entry = settledEntryOf(name, outcome);
    entry.time = QDateTime::currentDateTimeUtc().addMonths(-monthsAgo);
    QCOMPARE(m_journal->write({entry.deletionLine(), entry.outcomeLine()}), std::nullopt);
}

SettingsDialog *SettingsTest::open()
{
    m_rig->press(Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_rig->window.findChild<SettingsDialog *>();
    if (!dialog || !QTest::qWaitForWindowActive(dialog))
        qFatal("there is no dialog");
    return dialog;
}

void SettingsTest::confirm(QDialog *dialog)
{
    WindowRig::click(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok));
}

void SettingsTest::keepMonths(QDialog *dialog, int months)
{
    dialog->findChild<QRadioButton *>(u"keepSome"_s)->click();
    dialog->findChild<QSpinBox *>(u"journalMonths"_s)->setValue(months);
}

QAbstractButton *SettingsTest::buttonOf(const QMessageBox *box, const QString &text)
{
    const QList<QAbstractButton *> buttons = box->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

bool SettingsTest::showDeletedJobs()
{
    m_rig->window.showDeletedJobs(m_journal->folder());
    return QTest::qWaitFor([this] { return m_rig->window.jobs()->status().isWhole; });
}

void SettingsTest::startsWithFiveSecondsAndKeepsEverything()
{
    QCOMPARE(Preferences::undoTime(), std::chrono::seconds(5));
    QCOMPARE(Preferences::journalMonths(), 0);
    const SettingsDialog *dialog = open();
    QCOMPARE(dialog->findChild<QSpinBox *>(u"undoTime"_s)->value(), 5);
    QVERIFY(dialog->findChild<QRadioButton *>(u"keepAll"_s)->isChecked());
    QVERIFY(!dialog->findChild<QSpinBox *>(u"journalMonths"_s)->isEnabled());
}

void SettingsTest::theUndoTimeHoldsInEveryWindow()
{
    const WindowRig other;
    const auto undoTimeOf = [](const MainWindow &window) {
        return const_cast<MainWindow &>(window).deletions()->undoTime();
    };
    QCOMPARE(undoTimeOf(other.window), std::chrono::seconds(5));
    m_rig->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_rig->window));
    SettingsDialog *dialog = open();
    auto *spin = dialog->findChild<QSpinBox *>(u"undoTime"_s);
    QCOMPARE(spin->minimum(), 0);
    QCOMPARE(spin->maximum(), 60);
    spin->setFocus();
    spin->selectAll();
    QTest::keyClicks(spin, u"17"_s);
    QTest::keyClick(spin, Qt::Key_Return);
    QTRY_COMPARE(undoTimeOf(m_rig->window), std::chrono::seconds(17));
    QCOMPARE(undoTimeOf(other.window), std::chrono::seconds(17));
    const WindowRig later;
    QCOMPARE(undoTimeOf(later.window), std::chrono::seconds(17));
}

void SettingsTest::noUndoTimeIsAChoice()
{
    SettingsDialog *dialog = open();
    auto *spin = dialog->findChild<QSpinBox *>(u"undoTime"_s);
    spin->setValue(0);
    QCOMPARE(spin->text(), u"none: sent at once"_s);
    confirm(dialog);
    QCOMPARE(m_rig->window.deletions()->undoTime(), std::chrono::seconds(0));
    QCOMPARE(Preferences::undoTime(), std::chrono::seconds(0));
}

void SettingsTest::valuesFromElsewhereAreBounded_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("months");
    QTest::newRow("negative") << QVariant(-1) << 0 << 0;
    QTest::newRow("large") << QVariant(1'000'000) << 60 << 1200;
    QTest::newRow("text") << QVariant(u"soon"_s) << 5 << 0;
}

void SettingsTest::valuesFromElsewhereAreBounded()
{
    QFETCH(const QVariant, stored);
    QSettings().setValue("deletion/undoSeconds"_L1, stored);
    QSettings().setValue("journal/months"_L1, stored);
    QTEST(int(Preferences::undoTime() / std::chrono::seconds(1)), "seconds");
    QTEST(Preferences::journalMonths(), "months");
}

void SettingsTest::cancelKeepsWhatWasSet()
{
    write(u"old"_s, 20);
    SettingsDialog *dialog = open();
    dialog->findChild<QSpinBox *>(u"undoTime"_s)->setValue(30);
    keepMonths(dialog, 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_rig->window.findChild<SettingsDialog *>());
    QCOMPARE(Preferences::undoTime(), std::chrono::seconds(5));
    QCOMPARE(Preferences::journalMonths(), 0);
    QCOMPARE(m_rig->window.deletions()->undoTime(), std::chrono::seconds(5));
    QCOMPARE(m_journal->names(), QStringList(u"old"_s));
}

void SettingsTest::tellsWhereTheJournalIsAndHowLarge()
{
    write(u"1"_s, 0);
    write(u"2"_s, 1);
    const SettingsDialog *dialog = open();
    const auto textOf = [dialog](const QString &name) {
        return dialog->findChild<QLabel *>(name)->text().remove(QChar(0x200B));
    };
    QCOMPARE(textOf(u"journalFolder"_s), m_journal->folder());
    QTRY_VERIFY(textOf(u"journalSize"_s).contains(QLocale().formattedDataSize(m_journal->read().bytes())));
    QVERIFY(textOf(u"journalSize"_s).startsWith("2 deletion"_L1));
}

void SettingsTest::aShorterTimeAsksBeforeAnythingGoes()
{
    write(u"old"_s, 20);
    write(u"new"_s, 0);
    SettingsDialog *dialog = open();
    const auto *effect = dialog->findChild<QLabel *>(u"retentionEffect"_s);
    QTRY_COMPARE(effect->text(), u"Removes nothing now."_s);
    keepMonths(dialog, 6);
    QTRY_VERIFY(effect->text().contains("1 deletion"_L1));
    keepMonths(dialog, 600);
    QCOMPARE(effect->text(), u"Removes nothing now."_s);
    keepMonths(dialog, 6);
    confirm(dialog);
    QTRY_VERIFY(question(dialog));
    const QString month =
        QLocale().standaloneMonthName(QDateTime::currentDateTimeUtc().addMonths(-20).date().month());
    QVERIFY(question(dialog)->informativeText().contains(month));
    QVERIFY(question(dialog)->text().contains("1 deletion"_L1));
    // Return and Escape remove nothing.
    QCOMPARE(question(dialog)->defaultButton(), question(dialog)->escapeButton());
    QTest::keyClick(question(dialog), Qt::Key_Escape);
    QTRY_VERIFY(!question(dialog));
    QVERIFY(dialog->isVisible());
    QCOMPARE(Preferences::journalMonths(), 0);
    QCOMPARE(m_journal->names(), (QStringList{u"old"_s, u"new"_s}));
}

void SettingsTest::whatIsConfirmedIsRemoved()
{
    write(u"old"_s, 20);
    write(u"new"_s, 0);
    SettingsDialog *dialog = open();
    keepMonths(dialog, 6);
    confirm(dialog);
    QTRY_VERIFY(question(dialog));
    WindowRig::click(buttonOf(question(dialog), u"Remove"_s));
    QTRY_COMPARE(Preferences::journalMonths(), 6);
    QCOMPARE(m_journal->names(), QStringList(u"new"_s));
    QTRY_VERIFY(!m_rig->window.findChild<SettingsDialog *>());
}

void SettingsTest::nothingToRemoveIsNoQuestion()
{
    write(u"new"_s, 0);
    SettingsDialog *dialog = open();
    keepMonths(dialog, 6);
    confirm(dialog);
    QTRY_COMPARE(Preferences::journalMonths(), 6);
    QCOMPARE(m_journal->names(), QStringList(u"new"_s));
}

void SettingsTest::aDeletionWithAnUnknownEndIsNotRemoved()
{
    write(u"old"_s, 20, DeletionOutcome::Unknown);
    SettingsDialog *dialog = open();
    keepMonths(dialog, 6);
    confirm(dialog);
    QTRY_COMPARE(Preferences::journalMonths(), 6);
    QCOMPARE(m_journal->names(), QStringList(u"old"_s));
}

void SettingsTest::whatCannotBeRemovedIsTold()
{
    write(u"old"_s, 20);
    SettingsDialog *dialog = open();
    keepMonths(dialog, 6);
    confirm(dialog);
    QTRY_VERIFY(question(dialog));
    // Something is written to it while the question is read.
    write(u"older"_s, 20);
    WindowRig::click(buttonOf(question(dialog), u"Remove"_s));
    const auto *problem = dialog->findChild<QLabel *>(u"settingsProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains("meanwhile"_L1));
    QCOMPARE(Preferences::journalMonths(), 0);
    QCOMPARE(m_journal->names().size(), 2);
}

void SettingsTest::aMonthThatHasAgedIsOffered()
{
    write(u"old"_s, 20);
    write(u"new"_s, 0);
    QVERIFY(showDeletedJobs());
    QCOMPARE(m_rig->bar("retention"), QString());
    Preferences::setJournalMonths(6);
    m_rig->window.showDeletedJobs(m_journal->folder());
    QTRY_VERIFY(m_rig->bar("retention").contains("1 deletion"_L1));
    QVERIFY(m_rig->button(u"Remove"_s));
    QVERIFY(m_rig->button(u"Keep"_s));
    QCOMPARE(m_journal->names().size(), 2);
}

void SettingsTest::whatIsKeptIsNotAskedAboutAgain()
{
    write(u"old"_s, 20);
    Preferences::setJournalMonths(6);
    QVERIFY(showDeletedJobs());
    QTRY_VERIFY(!m_rig->bar("retention").isEmpty());
    m_rig->click(m_rig->button(u"Keep"_s));
    QCOMPARE(m_rig->bar("retention"), QString());
    QCOMPARE(m_journal->names(), QStringList(u"old"_s));
    // A month that ages later is asked about, and it alone.
    write(u"later"_s, 18);
    write(u"later"_s, 18);
    m_rig->window.showDeletedJobs(m_journal->folder());
    QTRY_VERIFY(m_rig->bar("retention").contains("2 deletion"_L1));
    m_rig->click(m_rig->button(u"Remove"_s));
    QTRY_COMPARE(m_journal->names(), QStringList(u"old"_s));
}

void SettingsTest::whatIsRemovedLeavesTheList()
{
    write(u"old"_s, 20);
    write(u"new"_s, 0);
    Preferences::setJournalMonths(6);
    QVERIFY(showDeletedJobs());
    QTRY_VERIFY(!m_rig->bar("retention").isEmpty());
    QCOMPARE(m_rig->rows(), 2);
    m_rig->click(m_rig->button(u"Remove"_s));
    QTRY_COMPARE(m_rig->texts(u"Name"_s), QStringList(u"new"_s));
    QCOMPARE(m_rig->bar("retention"), QString());
}

void SettingsTest::everyControlHasANameAndAKey()
{
    const SettingsDialog *dialog = open();
    QSet<QChar> keys;
    const auto add = [&keys](const QString &text) {
        const QChar key = text.at(text.indexOf(u'&') + 1).toLower();
        return text.contains(u'&') && !keys.contains(key) && (keys.insert(key), true);
    };
    const auto labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        // Labels of what is only to be read need no key.
        const auto *spin = qobject_cast<const QSpinBox *>(label->buddy());
        if (spin || label->text().contains(u'&'))
            QVERIFY2(add(label->text()), qPrintable(label->text()));
    }
    for (const QString &name : {u"keepAll"_s, u"keepSome"_s})
        QVERIFY2(add(dialog->findChild<QRadioButton *>(name)->text()), qPrintable(name));
    QVERIFY(!dialog->findChild<QSpinBox *>(u"journalMonths"_s)->accessibleName().isEmpty());
}

CALLBOARD_TEST_MAIN(SettingsTest, QApplication)

#include "tst_settings.moc"
