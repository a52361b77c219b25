// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scheduleform.h"

#include "column.h"
#include "jsonobject.h"
#include "longwords.h"
#include "momentedit.h"
#include "secretfield.h"
#include "shownzone.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QLabel *wrappingLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ScheduleForm::ScheduleForm(const ScheduleRequest &request, QWidget *parent)
    : QWidget(parent),
      m_request(request),
      m_start(MomentEdit::makeToTheSecond()),
      m_localStart(wrappingLabel({}, this)),
      m_startNote(wrappingLabel({}, this)),
      m_description(new QLineEdit(this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addStart(form);
    form->addRow(tr("Repeats:"), wrappingLabel(specOf(Column::Repeats).text(request.job()), this));
    m_description->setObjectName(u"scheduleDescription"_s);
    m_description->setText(request.job().description().value);
    m_description->setCursorPosition(0);
    form->addRow(tr("&Description:"), m_description);
    connect(m_description, &QLineEdit::textEdited, this, [this] {
        m_isDescriptionEdited = true;
        Q_EMIT changed();
    });
    if (request.needsScope())
        addScope(form);
    if (!request.sensitiveParameters().isEmpty())
        addSecrets(form);
    const QStringList queries = request.queryParameters();
    if (!queries.isEmpty())
        form->addRow(
            wrappingLabel(breakable(tr("Sent as a query, as in the record: %1", "names of parameters")
                                        .arg(queries.join(", "_L1))),
                          this));
}

void ScheduleForm::addStart(QFormLayout *form)
{
    m_start->setObjectName(u"scheduleStart"_s);
    m_start->setAccessibleName(tr("Start in UTC"));
    m_startNote->setObjectName(u"scheduleStartNote"_s);
    m_localStart->setObjectName(u"scheduleLocalStart"_s);
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_start);
    layout->addWidget(m_localStart, 1);
    form->addRow(tr("&Start (UTC):"), line);
    static_cast<QLabel *>(form->labelForField(line))->setBuddy(m_start);
    form->addRow(m_startNote);
    setStart(m_request.start());
    connect(m_start, &QDateTimeEdit::dateTimeChanged, this, [this] {
        m_isStartChosen = true;
        explainStart();
        Q_EMIT changed();
    });
}

void ScheduleForm::addScope(QFormLayout *form)
{
    m_scope = new QPlainTextEdit(this);
    m_scope->setObjectName(u"scheduleScope"_s);
    m_scope->setTabChangesFocus(true);
    m_scope->setPlaceholderText(uR"({"nodes": ["node.example.com"]})"_s);
    m_scope->setFixedHeight(m_scope->fontMetrics().lineSpacing() * 4);
    form->addRow(tr("&Targets (JSON):"), m_scope);
    connect(m_scope, &QPlainTextEdit::textChanged, this, &ScheduleForm::changed);
}

void ScheduleForm::addSecrets(QFormLayout *form)
{
    auto *head = wrappingLabel(tr("Se&nsitive parameters, whose values the server never tells:"), this);
    form->addRow(head);
    const QStringList names = m_request.sensitiveParameters();
    for (const QString &name : names) {
        auto *field = new SecretField(name, this);
        m_secrets << field;
        QString shown = name;
        // Beside a field, an ampersand would be an access key.
        auto *label = wrappingLabel(
            breakable(tr("%1:", "name of a parameter").arg(shown.replace(u'&', u"&&"_s))), this);
        form->addRow(label, field);
        connect(field, &SecretField::changed, this, &ScheduleForm::changed);
    }
    head->setBuddy(m_secrets.constFirst());
    auto *show = new QCheckBox(tr("Show the &values"), this);
    show->setObjectName(u"showSecrets"_s);
    form->addRow(QString(), show);
    connect(show, &QCheckBox::toggled, this, [this](bool shown) {
        for (SecretField *field : std::as_const(m_secrets))
            field->setShown(shown);
    });
}

void ScheduleForm::setStart(const ScheduleStart &start)
{
    m_suggested = start;
    // A time that is over keeps its time of day, so that only the date has to be chosen.
    const qint64 shown = start.utcMs.value_or(m_request.job().scheduledTime().value.utcMs.value_or(
        QDateTime::currentMSecsSinceEpoch() / 60'000 * 60'000));
    const QSignalBlocker blocker(m_start);
    m_start->setDateTime(QDateTime::fromMSecsSinceEpoch(shown, Qt::UTC));
    explainStart();
}

void ScheduleForm::explainStart()
{
    const qint64 start = startUtcMs();
    m_localStart->setText(
        tr("%1 %2", "date and time, time zone").arg(momentText(start), ShownZone::abbreviationAt(start)));
    const Schedule schedule = m_request.job().schedule();
    QString note;
    if (!m_suggested.utcMs)
        note = m_request.job().scheduledTime().value.utcMs
                   ? tr("Its start lay in the past. Choose another one.")
                   : tr("The record tells no start. Choose one.");
    else if (start == *m_suggested.utcMs && m_suggested.isMoved && schedule.kind == Schedule::Kind::Repeating)
        note = tr("Its start lay in the past; this is the next time on its old grid of %1.", "interval")
                   .arg(intervalText(schedule.intervalSeconds));
    m_startNote->setText(note);
    m_startNote->setVisible(!note.isEmpty());
}

// The edit shows no milliseconds, but a start that nobody has changed has them.
qint64 ScheduleForm::startUtcMs() const
{
    const qint64 shown = m_start->dateTime().toMSecsSinceEpoch();
    const qint64 suggested = m_suggested.utcMs.value_or(shown);
    constexpr qint64 Second = 1000;
    return suggested / Second == shown / Second ? suggested : shown;
}

ScheduleValues ScheduleForm::values() const
{
    ScheduleValues values;
    // Where there was none, a time in the past is none either.
    if (m_suggested.utcMs || m_isStartChosen)
        values.startUtcMs = startUtcMs();
    if (m_isDescriptionEdited)
        values.description = m_description->text();
    for (const SecretField *field : m_secrets) {
        if (const auto value = field->value())
            values.sensitive.insert(field->name(), *value);
    }
    if (m_scope) {
        const auto scope = jsonValueOf(m_scope->toPlainText());
        if (scope && scope->startsWith('{'))
            values.scope = *scope;
    }
    return values;
}

QString ScheduleForm::whyNotReady(qint64 nowUtcMs) const
{
    if (startUtcMs() <= nowUtcMs)
        return tr("The start lies in the past.");
    if (m_scope && m_scope->toPlainText().trimmed().isEmpty())
        return tr("The record does not tell what the job runs on.");
    if (m_scope && values().scope.isEmpty())
        return tr("The targets are no JSON object.");
    for (const SecretField *field : m_secrets) {
        if (QString why = field->whyNot(); !why.isEmpty())
            return why;
    }
    return {};
}

void ScheduleForm::keepAhead(qint64 nowUtcMs)
{
    if (m_isStartChosen || !m_suggested.utcMs || *m_suggested.utcMs > nowUtcMs)
        return;
    ScheduleStart next = m_request.startFrom(nowUtcMs);
    if (!next.utcMs)
        return;
    setStart(next);
    Q_EMIT changed();
}

void ScheduleForm::focusFirstGap()
{
    const auto gap = std::find_if(m_secrets.begin(), m_secrets.end(),
                                  [](const SecretField *field) { return !field->value(); });
    if (!m_suggested.utcMs || (!m_scope && gap == m_secrets.end()))
        m_start->setFocus();
    else if (m_scope)
        m_scope->setFocus();
    else
        (*gap)->setFocus();
}

void ScheduleForm::wipe()
{
    for (SecretField *field : std::as_const(m_secrets))
        field->wipe();
}

QString ScheduleForm::withoutSecrets(QString text) const
{
    QStringList secrets;
    for (const SecretField *field : m_secrets)
        secrets += field->secrets();
    // The long ones first: a short one may be a part of them.
    std::sort(secrets.begin(), secrets.end(),
              [](const QString &left, const QString &right) { return left.size() > right.size(); });
    for (const QString &secret : std::as_const(secrets))
        text.replace(secret, u"…"_s);
    return text;
}
