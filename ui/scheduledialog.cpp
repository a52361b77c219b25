// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scheduledialog.h"

#include "column.h"
#include "jobfields.h"
#include "longwords.h"
#include "messagebar.h"
#include "scheduleform.h"

#include <QApplication>
#include <QCheckBox>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

// "pe-prod (pe.example.com:8143)"
QString serverText(const QString &label, const QString &location)
{
    const QString host = QUrl(location).authority();
    return host.isEmpty() || label.contains(host) ? label : u"%1 (%2)"_s.arg(label, host);
}

QLabel *addLabel(QVBoxLayout *layout, const char *name, const QString &text)
{
    auto *label = new QLabel(breakable(text));
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    layout->addWidget(label);
    return label;
}

bool isAct(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space || key == Qt::Key_Select;
}

} // namespace

ScheduleDialog::ScheduleDialog(std::shared_ptr<JobSource> target, const Job &job,
                               const ScheduleOrigin &origin, const QString &user, QWidget *parent)
    : QDialog(parent),
      m_target(std::move(target)),
      m_request(job, QDateTime::currentMSecsSinceEpoch()),
      m_form(new ScheduleForm(m_request, this)),
      m_preview(new QPlainTextEdit(this)),
      m_message(new MessageBar(this)),
      m_again(new QCheckBox(tr("It is not there: send it a&gain"), this)),
      m_progress(new QProgressBar(this)),
      m_reason(new QLabel(this))
{
    setObjectName(u"scheduleDialog"_s);
    setWindowTitle(tr("Schedule Again"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    layOut(origin, user);
    m_previewDelay.setSingleShot(true);
    m_previewDelay.setInterval(100);
    m_pause.setSingleShot(true);
    m_second.setInterval(1000);
    connect(&m_previewDelay, &QTimer::timeout, this, &ScheduleDialog::showPreview);
    connect(&m_pause, &QTimer::timeout, this, &ScheduleDialog::showStage);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_stage == Stage::Editing)
            m_form->keepAhead(QDateTime::currentMSecsSinceEpoch());
        showStage();
    });
    connect(m_form, &ScheduleForm::changed, this, [this] {
        m_previewDelay.start();
        showStage();
    });
    m_second.start();
    showPreview();
    showStage();
    m_form->focusFirstGap();
}

ScheduleDialog::~ScheduleDialog()
{
    m_form->wipe();
}

void ScheduleDialog::layOut(const ScheduleOrigin &origin, const QString &user)
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    addHead(inner, origin, user);
    inner->addWidget(m_form);
    auto *sent = new QLabel(tr("&What will be sent:"));
    sent->setBuddy(m_preview);
    m_preview->setObjectName(u"schedulePreview"_s);
    m_preview->setAccessibleName(tr("What will be sent"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    // JSON reads from left to right in every language.
    m_preview->setLayoutDirection(Qt::LeftToRight);
    m_preview->setMinimumHeight(m_preview->fontMetrics().lineSpacing() * 8);
    inner->addWidget(sent);
    inner->addWidget(m_preview, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    m_message->setObjectName(u"scheduleMessage"_s);
    m_message->hide();
    m_list = m_message->addButton(tr("&Look at the List"));
    m_list->setFocusPolicy(Qt::StrongFocus);
    connect(m_list, &QAbstractButton::clicked, this, &ScheduleDialog::showList);
    m_again->setObjectName(u"scheduleAgainAnyway"_s);
    m_again->hide();
    connect(m_again, &QCheckBox::toggled, this, &ScheduleDialog::showStage);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Scheduling"));
    m_progress->hide();
    m_reason->setObjectName(u"scheduleReason"_s);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    layout->addWidget(m_message);
    layout->addWidget(m_again);
    layout->addWidget(m_progress);
    layout->addWidget(m_reason);
    addButtons(layout);
    resize(QSize(720, 640).boundedTo(screen()->availableSize() - QSize(16, 48)));
}

void ScheduleDialog::addHead(QVBoxLayout *layout, const ScheduleOrigin &origin, const QString &user)
{
    const QString server = serverText(m_target->label(), m_target->location());
    QLabel *title =
        addLabel(layout, "scheduleTitle",
                 tr("%1 will be scheduled on %2.", "job, server").arg(jobTitle(m_request.job()), server));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    if (m_target->isProduction())
        addLabel(layout, "scheduleProduction", tr("PRODUCTION, %1.", "server").arg(m_target->label()))
            ->setFont(bold);
    if (origin.deletedAt.isValid())
        addLabel(layout, "scheduleOrigin",
                 tr("It was deleted from %1 on %2.", "server, date and time")
                     .arg(serverText(origin.server, origin.location),
                          momentText(origin.deletedAt.toMSecsSinceEpoch())));
    QStringList statement{user.isEmpty()
                              ? tr("The job gets a new number, and you become its owner.")
                              : tr("The job gets a new number, and %1 becomes its owner.", "user").arg(user)};
    if (!origin.deletedAt.isValid() && m_request.job().enabled().valueOr(true))
        statement << (origin.location == m_target->location()
                          ? tr("The one that is there stays: both will run.")
                          : tr("If the one that this record is of is still there, both will run."));
    addLabel(layout, "scheduleStatement", statement.join(u' '));
    if (origin.scheduledAt.isValid()) {
        auto *before = new MessageBar;
        before->setObjectName(u"scheduledBefore"_s);
        before->setMessage(MessageBar::Level::Warning,
                           tr("It was scheduled again already, as job %1 on %2. This makes another one.",
                              "number, date and time")
                               .arg(origin.scheduledAs, momentText(origin.scheduledAt.toMSecsSinceEpoch())));
        layout->addWidget(before);
    }
    if (origin.location.isEmpty() || origin.location == m_target->location())
        return;
    auto *warning = new MessageBar;
    warning->setObjectName(u"scheduleOtherServer"_s);
    warning->setMessage(MessageBar::Level::Warning,
                        tr("This is not the server that the job was on: that is %1. Tasks, plans, nodes and "
                           "environments of the same name may be others here.")
                            .arg(serverText(origin.server, origin.location)));
    layout->addWidget(warning);
}

void ScheduleDialog::addButtons(QVBoxLayout *layout)
{
    // Not a button box, which makes its first button the one that Return presses.
    auto *line = new QHBoxLayout;
    m_schedule = new QPushButton(tr("Sc&hedule"), this);
    m_schedule->setObjectName(u"schedule"_s);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(u"scheduleCancel"_s);
    line->addStretch(1);
    for (QPushButton *button : {m_schedule, m_cancel}) {
        button->setAutoDefault(false);
        button->installEventFilter(this);
        line->addWidget(button);
    }
    m_again->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_schedule, &QAbstractButton::clicked, this, &ScheduleDialog::send);
    connect(m_cancel, &QAbstractButton::clicked, this, &ScheduleDialog::reject);
    layout->addLayout(line);
}

// A key that is held down acts once.
bool ScheduleDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->isAutoRepeat() && isAct(key->key()))
            return true;
    }
    return QDialog::eventFilter(watched, event);
}

void ScheduleDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat() && (isAct(event->key()) || event->key() == Qt::Key_Escape))
        return;
    QDialog::keyPressEvent(event);
}

QString ScheduleDialog::whyNot() const
{
    if (QString why = m_target->whyNotSchedulable(); !why.isEmpty())
        return why;
    return m_form->whyNotReady(QDateTime::currentMSecsSinceEpoch());
}

void ScheduleDialog::showStage()
{
    const bool isSending = m_stage == Stage::Sending;
    const bool isUnknown = m_stage == Stage::Unknown;
    const QString why = isSending ? tr("Waiting for the answer of %1 …").arg(m_target->label()) : whyNot();
    m_reason->setText(breakable(why));
    m_reason->setVisible(!why.isEmpty());
    m_form->setEnabled(!isSending);
    m_progress->setVisible(isSending);
    m_list->setVisible(isUnknown);
    m_again->setVisible(isUnknown);
    const bool isReady = why.isEmpty() && !m_pause.isActive() && (!isUnknown || m_again->isChecked());
    m_schedule->setEnabled(isReady);
    m_schedule->setDefault(isReady && !isUnknown && !m_target->isProduction());
    m_cancel->setText(isSending ? tr("Stop Waiting") : isUnknown ? tr("Close") : tr("Cancel"));
}

void ScheduleDialog::showPreview()
{
    const QString text = u"POST "_s + m_target->location() + m_request.path() + u"\n\n"_s +
                         QString::fromUtf8(m_request.preview(m_form->values()));
    if (text == m_preview->toPlainText())
        return;
    const int at = m_preview->verticalScrollBar()->value();
    m_preview->setPlainText(text);
    m_preview->verticalScrollBar()->setValue(at);
}

void ScheduleDialog::send()
{
    if (!m_schedule->isEnabled() || m_stage == Stage::Sending || !whyNot().isEmpty()) {
        showStage();
        return;
    }
    m_stage = Stage::Sending;
    m_message->hide();
    m_again->setChecked(false);
    ScheduleValues values = m_form->values();
    m_reply.reset(m_target->schedule(m_request.json(values), this));
    for (QByteArray &value : values.sensitive)
        value.fill('\0');
    connect(m_reply.get(), &ScheduleReply::finished, this, &ScheduleDialog::onAnswer);
    showStage();
    m_cancel->setFocus();
}

void ScheduleDialog::onAnswer(const ScheduleAnswer &answer)
{
    // It is in the middle of telling this.
    m_reply.release()->deleteLater();
    if (!answer.error) {
        Q_EMIT scheduled(answer.name);
        accept();
        return;
    }
    m_pause.start(QApplication::doubleClickInterval());
    const QString text = problemText(*answer.error, answer.isUnknown);
    if (answer.isUnknown) {
        becomeUnknown(text);
        return;
    }
    m_stage = Stage::Editing;
    m_message->setMessage(MessageBar::Level::Error, text);
    m_message->show();
    showStage();
    m_form->focusFirstGap();
}

// Where it may have been done, the advice is to look first.
QString ScheduleDialog::problemText(Error error, bool isUnknown) const
{
    for (QString *text : {&error.serverKind, &error.serverMessage, &error.serverDetails, &error.reason})
        *text = m_form->withoutSecrets(*text);
    const QString kind = error.serverKind.section(u'/', -1);
    const bool isRefused = error.httpStatus >= 400 && error.httpStatus < 500;
    QStringList sentences;
    QString nextStep = error.nextStep();
    if (isRefused && !kind.isEmpty() && error.kind != Error::Kind::NotAuthenticated) {
        sentences
            << tr("%1 has not scheduled the job (HTTP status %2).").arg(error.subject).arg(error.httpStatus);
        if (kind == "invalid-time"_L1)
            nextStep = tr("By its clock the start lies in the past: choose a later one.");
        else if (kind == "unknown-environment"_L1)
            nextStep = tr("The environment has to be there first.");
        else if (error.kind == Error::Kind::Rejected)
            nextStep = tr("Correct what the server names and schedule again.");
    } else {
        sentences << error.whatHappened();
    }
    if (const QString words = error.serverWords(); !words.isEmpty())
        sentences << Error::sentence(tr("The server says: %1").arg(words));
    if (isUnknown)
        return sentences.join(u' ');
    if (error.httpStatus != 0 && !isRefused && !kind.isEmpty())
        sentences << tr("Look at the list before it is sent again.");
    else
        sentences << nextStep;
    return sentences.join(u' ');
}

void ScheduleDialog::becomeUnknown(const QString &whatHappened)
{
    m_stage = Stage::Unknown;
    m_message->setMessage(MessageBar::Level::Warning,
                          whatHappened + u' ' +
                              tr("It is not known whether the job was scheduled: sent again, it may be there "
                                 "twice. Look at the list of %1 first.")
                                  .arg(m_target->label()));
    m_message->show();
    showStage();
    m_list->setFocus();
}

// A window-modal dialog would hide from the user what it sends them to.
void ScheduleDialog::showList()
{
    hide();
    setWindowModality(Qt::NonModal);
    show();
    Q_EMIT listRequested();
}

void ScheduleDialog::stopWaiting()
{
    m_reply.reset();
    becomeUnknown(tr("You have stopped waiting for the answer of %1.").arg(m_target->label()));
}

void ScheduleDialog::reject()
{
    if (m_stage == Stage::Sending)
        stopWaiting();
    else
        QDialog::reject();
}

void ScheduleDialog::done(int result)
{
    m_form->wipe();
    QDialog::done(result);
}
