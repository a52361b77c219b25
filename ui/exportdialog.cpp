// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportdialog.h"

#include "column.h"
#include "momentedit.h"
#include "shownzone.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Day = qint64{24} * 3600 * 1000;
constexpr qint64 UntilADate = 0; // among the lengths of the spans

} // namespace

ExportDialog::ExportDialog(const QList<Choice> &choices, Clock clock, QWidget *parent)
    : QDialog(parent), m_clock(std::move(clock))
{
    setWindowTitle(tr("Export"));
    setObjectName(u"exportDialog"_s);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeJobs(choices));
    layout->addWidget(makeFormats());
    layout->addStretch();
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Export…"));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(m_buttons);
    const QList<QRadioButton *> buttons = findChildren<QRadioButton *>();
    for (const QRadioButton *button : buttons)
        connect(button, &QRadioButton::toggled, this, [this](bool isOn) {
            if (isOn)
                update();
        });
    connect(m_span, &QComboBox::currentIndexChanged, this, &ExportDialog::update);
    connect(m_lastDay, &QDateTimeEdit::dateChanged, this, &ExportDialog::update);
    update();
}

ExportDialog::~ExportDialog() = default;

QWidget *ExportDialog::makeJobs(const QList<Choice> &choices)
{
    auto *box = new QGroupBox(tr("Jobs"), this);
    auto *layout = new QVBoxLayout(box);
    const std::array names{u"exportSelected"_s, u"exportShown"_s, u"exportAll"_s};
    for (const Choice &choice : choices) {
        auto *button = new QRadioButton(choice.text, box);
        button->setObjectName(names.at(std::size_t(choice.which)));
        button->setEnabled(choice.whyNot.isEmpty());
        if (!choice.whyNot.isEmpty())
            button->setText(tr("%1: %2", "what can't be chosen, why not").arg(choice.text, choice.whyNot));
        layout->addWidget(button);
        m_jobs.append({choice, button});
    }
    const auto first = std::find_if(m_jobs.begin(), m_jobs.end(),
                                    [](const JobsButton &jobs) { return jobs.choice.whyNot.isEmpty(); });
    if (first != m_jobs.end())
        first->button->setChecked(true);
    return box;
}

QWidget *ExportDialog::makeFormats()
{
    auto *box = new QGroupBox(tr("As"), this);
    auto *layout = new QVBoxLayout(box);
    const auto add = [&](ExportRequest::Format format, const QString &name, const QString &text) {
        auto *button = new QRadioButton(text, box);
        button->setObjectName(name);
        layout->addWidget(button);
        m_formats.at(std::size_t(format)) = button;
        return button;
    };
    add(ExportRequest::Format::Csv, u"exportCsv"_s, tr("CS&V: a table, times in UTC"))->setChecked(true);
    add(ExportRequest::Format::Json, u"exportJson"_s,
        tr("&JSON: a saved response, which can be opened again"));
    QRadioButton *calendar = add(ExportRequest::Format::ICalendar, u"exportCalendar"_s,
                                 tr("&iCalendar: coming runs, an event for each"));
    if (!m_clock.whyNoCalendar.isEmpty()) {
        calendar->setEnabled(false);
        calendar->setText(
            tr("%1: %2", "what can't be chosen, why not").arg(calendar->text(), m_clock.whyNoCalendar));
    }
    layout->addWidget(makeSpan());
    return box;
}

QWidget *ExportDialog::makeSpan()
{
    m_spanFields = new QWidget(this);
    m_span = new QComboBox(m_spanFields);
    m_span->setObjectName(u"exportSpan"_s);
    m_span->addItem(tr("The next 24 hours"), Day);
    m_span->addItem(tr("The next 7 days"), 7 * Day);
    m_span->addItem(tr("The next 4 weeks"), 28 * Day);
    m_span->addItem(tr("Until the end of a day"), UntilADate);
    m_span->setCurrentIndex(1);
    m_lastDay = MomentEdit::makeDate();
    m_lastDay->setObjectName(u"exportLastDay"_s);
    const QDate first = ShownZone::at(m_clock.fromUtcMs).date();
    constexpr int MostYears = 10;
    m_lastDay->setDateRange(first, first.addYears(MostYears));
    m_lastDay->setDate(first.addDays(30));
    m_count = new QLabel(m_spanFields);
    m_count->setObjectName(u"exportCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setWordWrap(true);
    // Why there are too many takes some lines, and a dialog that changes its size is unrest.
    constexpr int MostLines = 4;
    m_count->setMinimumSize(fontMetrics().averageCharWidth() * 48, fontMetrics().lineSpacing() * MostLines);
    m_count->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    // Beside the label of a tall field, which is not at its top.
    m_count->setContentsMargins(0, 6, 0, 0);
    const QString from = momentText(m_clock.fromUtcMs);
    auto *start = new QLabel(m_clock.isNow ? tr("%1, now", "a moment").arg(from)
                                           : tr("%1, as of the file", "a moment").arg(from),
                             m_spanFields);
    start->setObjectName(u"exportFrom"_s);
    start->setTextFormat(Qt::PlainText);
    start->setWordWrap(true);
    auto *form = new QFormLayout(m_spanFields);
    form->setContentsMargins(style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth) + 6, 0, 0, 0);
    form->addRow(tr("From:"), start);
    form->addRow(tr("&Span:"), m_span);
    form->addRow(tr("&Last day:"), m_lastDay);
    form->addRow(tr("Events:"), m_count);
    return m_spanFields;
}

const ExportDialog::Choice &ExportDialog::choice() const
{
    const auto checked = std::find_if(m_jobs.begin(), m_jobs.end(),
                                      [](const JobsButton &jobs) { return jobs.button->isChecked(); });
    return checked != m_jobs.end() ? checked->choice : m_jobs.constLast().choice;
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request;
    request.which = choice().which;
    for (const auto format :
         {ExportRequest::Format::Csv, ExportRequest::Format::Json, ExportRequest::Format::ICalendar}) {
        if (m_formats.at(std::size_t(format))->isChecked())
            request.format = format;
    }
    const qint64 length = m_span->currentData().toLongLong();
    request.span = {m_clock.fromUtcMs, length == UntilADate
                                           ? ShownZone::utcMsOf(m_lastDay->date().addDays(1), QTime(0, 0))
                                           : m_clock.fromUtcMs + length};
    return request;
}

void ExportDialog::update()
{
    const bool isCalendar = request().format == ExportRequest::Format::ICalendar;
    m_spanFields->setEnabled(isCalendar);
    m_lastDay->setEnabled(isCalendar && m_span->currentData().toLongLong() == UntilADate);
    m_counting.stop();
    if (!isCalendar)
        showCount(std::nullopt, {});
    else if (!choice().jobs)
        showCount(std::nullopt, tr("Counted once the rest of the list is here."));
    else
        countRuns();
}

// Too many are not written, and no event makes no file.
void ExportDialog::showCount(const std::optional<qint64> &runs, const QString &text)
{
    const bool isBad = runs && (*runs == 0 || *runs > ComingRuns::Most);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(choice().whyNot.isEmpty() && !isBad);
    m_count->setText(text);
    m_count->setAccessibleName(text);
}

void ExportDialog::countRuns()
{
    showCount(std::nullopt, tr("Counting …"));
    const auto count = [jobs = *choice().jobs, span = request().span](const std::stop_token &stop) {
        return ComingRuns::count(jobs, span, stop);
    };
    m_counting.run(count, [this](const Result<qint64> &runs) {
        if (!runs)
            showCount(std::nullopt, runs.error().whatHappened());
        else if (runs.value() > ComingRuns::Most)
            showCount(runs.value(), ComingRuns::tooManyText(runs.value()));
        else
            showCount(runs.value(), runs.value() == 0 ? tr("None: these jobs do not run in that span.")
                                                      : QLocale().toString(runs.value()));
    });
}

void ExportDialog::accept()
{
    const ExportRequest asked = request();
    QDialog::accept();
    Q_EMIT chosen(asked);
}
