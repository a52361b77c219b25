// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedlist.h"
#include "comparison.h"
#include "detachedwork.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <variant>

class ComparedListReader;
class JobSource;

// Where one side of a comparison is to come from: nowhere yet, a file, what a source has, or a list that is
// here already.
using ComparedSide = std::variant<std::monostate, QString, std::shared_ptr<JobSource>, ComparedList>;

// Gets two lists and compares them, off the GUI thread. What is started later replaces what goes on.
class ComparisonRun : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        std::shared_ptr<const Comparison> comparison;
        ComparedList before;
        ComparedList after;
    };

    explicit ComparisonRun(QObject *parent);
    ~ComparisonRun() override;

    // Neither side is nowhere.
    void start(const ComparedSide &before, const ComparedSide &after);
    // Nothing of it arrives any more.
    void stop();
    bool isBusy() const { return m_isBusy; }
    // What it is at, for people, and how far; 0 in all: not known.
    QString stepText() const;
    qint64 done() const;
    qint64 all() const;

Q_SIGNALS:
    void progressed();
    // One of these, once.
    void finished(const ComparisonRun::Outcome &outcome);
    void failed(const Error &error);

private:
    void get(ComparedList *to, const ComparedSide &side);
    void goOn();
    void compare();

    ComparedSide m_wantedBefore;
    ComparedSide m_wantedAfter;
    ComparedList m_before;
    ComparedList m_after;
    std::unique_ptr<ComparedListReader> m_reader;
    std::shared_ptr<std::atomic<qsizetype>> m_compared; // pairs; counted in other threads
    DetachedWork m_work;
    int m_step = 0; // 1: the list before, 2: the one after, 3: comparing
    bool m_isBusy = false;
};
