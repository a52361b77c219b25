// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventedjobs.h"

#include "environment.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;
using InventedJobs::Form;

class TestInventedJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBytesAreTheSameEverywhere_data();
    void theBytesAreTheSameEverywhere();
    void aPageIsASliceOfTheWhole();
    void thePrettyFormSaysTheSame();
    void namesAreNotTakenTwice();
    void nodesAreCountedWithoutTheRecord();
};

// Whoever changes the bytes on purpose counts InventedJobs::Version up.
void TestInventedJobs::theBytesAreTheSameEverywhere_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("1,000") << qint64(1000) << Form::Compact << QByteArray("d81220365bf73686");
    QTest::newRow("1,000, pretty") << qint64(1000) << Form::Pretty << QByteArray("28b3858406b36bdd");
    QTest::newRow("100,000") << qint64(100'000) << Form::Compact << QByteArray("100eee5e9779f0fa");
}

void TestInventedJobs::theBytesAreTheSameEverywhere()
{
    QFETCH(const qint64, total);
    QFETCH(const Form, form);
    QFETCH(const QByteArray, start);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto take = [](void *to, QByteArrayView piece) {
        static_cast<QCryptographicHash *>(to)->addData(piece);
        return true;
    };
    QVERIFY(InventedJobs::write(total, 0, total, form, take, &hash));
    QCOMPARE(hash.result().toHex().first(16), start);
}

void TestInventedJobs::aPageIsASliceOfTheWhole()
{
    const QJsonArray whole =
        QJsonDocument::fromJson(InventedJobs::page(500, 0, 500)).object().value("items"_L1).toArray();
    const QJsonArray page =
        QJsonDocument::fromJson(InventedJobs::page(500, 450, 100)).object().value("items"_L1).toArray();
    QCOMPARE(whole.size(), 500);
    QCOMPARE(page.size(), 50);
    for (int i = 0; i < page.size(); ++i)
        QCOMPARE(page.at(i), whole.at(450 + i));
}

void TestInventedJobs::thePrettyFormSaysTheSame()
{
    const QByteArray pretty = InventedJobs::page(3000, 0, 3000, Form::Pretty);
    const QByteArray compact = InventedJobs::page(3000, 0, 3000);
    QCOMPARE(QJsonDocument::fromJson(pretty), QJsonDocument::fromJson(compact));
    QVERIFY(pretty.startsWith("{\n    \"items\": [\n        {\n            \"id\": \"https://"));
}

void TestInventedJobs::namesAreNotTakenTwice()
{
    QSet<QString> names;
    const QJsonArray items =
        QJsonDocument::fromJson(InventedJobs::page(20'000, 0, 20'000)).object().value("items"_L1).toArray();
    for (const QJsonValue &item : items)
        names.insert(item["name"_L1].toString());
    QCOMPARE(names.size(), 20'000);
}

void TestInventedJobs::nodesAreCountedWithoutTheRecord()
{
    int most = 0;
    for (qint64 index = 0; index < 5000; ++index) {
        const QJsonObject job = QJsonDocument::fromJson(InventedJobs::job(index)).object();
        const int count = int(job["scope"_L1]["nodes"_L1].toArray().size());
        QCOMPARE(InventedJobs::nodeCount(index), count);
        most = std::max(most, count);
    }
    QCOMPARE(most, 500);
}

CALLBOARD_TEST_MAIN(TestInventedJobs, QCoreApplication)

#include "tst_inventedjobs.moc"
