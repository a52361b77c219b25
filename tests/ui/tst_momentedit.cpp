// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "momentedit.h"
#include "shownzone.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTimeEdit>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

/// The field for a moment, as it is typed into.
class MomentEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(ShownZone::set(u"UTC"_s)); }
    void aDateIsTypedOverAnotherOne_data();
    void aDateIsTypedOverAnotherOne();
    void aDateIsPastedOverAnotherOne();
};

void MomentEditTest::aDateIsTypedOverAnotherOne_data()
{
    QTest::addColumn<QString>("before");
    for (const auto &before :
         {u"2026-11-30T15:07:00Z"_s, u"2024-02-29T00:00:00Z"_s, u"2026-12-31T23:59:00Z"_s})
        QTest::newRow(qPrintable(before)) << before;
}

void MomentEditTest::aDateIsTypedOverAnotherOne()
{
    QFETCH(const QString, before);
    for (const auto &typed : {u"2026-12-31 23:45"_s, u"2027-01-02 03:05"_s, u"2028-02-29 00:00"_s,
                              u"2027-04-03 12:35"_s, u"1999-10-10 10:10"_s}) {
        const std::unique_ptr<QDateTimeEdit> edit(
            MomentEdit::make(QDateTime::fromString(before, Qt::ISODate).toMSecsSinceEpoch()));
        edit->show();
        edit->setFocus();
        QTest::keyClick(edit.get(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit.get(), typed);
        QCOMPARE(edit->text(), typed);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(MomentEdit::utcMsOf(*edit), Qt::UTC)
                     .toString(u"yyyy-MM-dd HH:mm"_s),
                 typed);
    }
}

void MomentEditTest::aDateIsPastedOverAnotherOne()
{
    const std::unique_ptr<QDateTimeEdit> edit(MomentEdit::make(0));
    edit->show();
    QGuiApplication::clipboard()->setText(u"2027-04-03 12:35"_s);
    QTest::keyClick(edit.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit->text(), u"2027-04-03 12:35"_s);
}

CALLBOARD_TEST_MAIN(MomentEditTest, QApplication)
#include "tst_momentedit.moc"
