// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comingruns.h"
#include "detachedwork.h"
#include "jobsequence.h"

#include <QDialog>
#include <QList>

#include <array>
#include <optional>

class QComboBox;
class QDateTimeEdit;
class QDialogButtonBox;
class QLabel;
class QRadioButton;

// Which jobs go out, and as what.
struct ExportRequest
{
    enum class Which { Selected, Shown, All };
    enum class Format { Csv, Json, ICalendar };

    Which which = Which::All;
    Format format = Format::Csv;
    TimeSpan span; // with Format::ICalendar
};

// Asks for an ExportRequest. Of a calendar it says how many events there will be, and refuses too many.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    // One of the answers to which jobs.
    struct Choice
    {
        ExportRequest::Which which;
        QString text;
        QString whyNot;                  // empty: it can be chosen
        std::optional<JobSequence> jobs; // none: not all of them are here yet
    };
    // What a calendar is made from.
    struct Clock
    {
        qint64 fromUtcMs = 0;
        bool isNow = true;     // else it is the moment that a file is of
        QString whyNoCalendar; // empty: there can be one
    };

    ExportDialog(const QList<Choice> &choices, Clock clock, QWidget *parent);
    ~ExportDialog() override;

Q_SIGNALS:
    void chosen(const ExportRequest &request);

private:
    struct JobsButton
    {
        Choice choice;
        QRadioButton *button;
    };

    QWidget *makeJobs(const QList<Choice> &choices);
    QWidget *makeFormats();
    QWidget *makeSpan();
    ExportRequest request() const;
    const Choice &choice() const;
    void update();
    void showCount(const std::optional<qint64> &runs, const QString &text);
    void countRuns();
    void accept() override;

    const Clock m_clock;
    QList<JobsButton> m_jobs;
    std::array<QRadioButton *, 3> m_formats{}; // by Format
    QWidget *m_spanFields = nullptr;
    QComboBox *m_span = nullptr;
    QDateTimeEdit *m_lastDay = nullptr;
    QLabel *m_count = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    DetachedWork m_counting;
};
