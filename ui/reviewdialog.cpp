// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewdialog.h"

#include "joblist.h"
#include "jobsource.h"
#include "longwords.h"
#include "relativetime.h"
#include "responsewriter.h"
#include "reviewexport.h"
#include "reviewlist.h"
#include "wholefile.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ReviewDialog::ReviewDialog(const Review &review, QWidget *parent)
    : QDialog(parent),
      m_review(review),
      m_going(ReviewModel::Kind::Going, QDateTime::currentMSecsSinceEpoch(), nullptr),
      m_staying(ReviewModel::Kind::Staying, QDateTime::currentMSecsSinceEpoch(), nullptr),
      m_title(new QLabel(this)),
      m_server(new QLabel(this)),
      m_warning(new QLabel(this)),
      m_time(new QLabel(this)),
      m_news(new QLabel(this)),
      m_lists(new QTabWidget(this)),
      m_goingList(new ReviewList(
          &m_going, disables() ? tr("Jobs that will be disabled for good") : tr("Jobs that will be deleted"),
          18, this)),
      m_stayingList(new ReviewList(&m_staying, tr("Jobs that stay"), 45, this)),
      m_reason(new QLabel(this)),
      m_numberLabel(new QLabel(this)),
      m_number(new QLineEdit(this)),
      m_nameLabel(new QLabel(this)),
      m_name(new QLineEdit(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_act(new QPushButton(this))
{
    setObjectName(u"reviewDialog"_s);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(disables() ? tr("Disable Jobs for Good") : tr("Delete Jobs"));
    layOut();
    m_act->setObjectName(u"act"_s);
    m_act->setAutoDefault(false);
    m_act->installEventFilter(this);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    m_pause.setSingleShot(true);
    connect(m_cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_act, &QAbstractButton::clicked, this, &ReviewDialog::act);
    connect(m_number, &QLineEdit::textChanged, this, &ReviewDialog::showAct);
    connect(m_name, &QLineEdit::textChanged, this, &ReviewDialog::showAct);
    connect(&m_pause, &QTimer::timeout, this, &ReviewDialog::showAct);
    connect(&m_second, &QTimer::timeout, this, &ReviewDialog::tick);
    m_second.start(std::chrono::seconds(1));
    judge();
}

bool ReviewDialog::disables() const
{
    return m_review.source->disablesForGood();
}

void ReviewDialog::layOut()
{
    for (QLabel *label :
         {m_title, m_server, m_warning, m_time, m_news, m_reason, m_numberLabel, m_nameLabel}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    QFont bold = m_title->font();
    bold.setBold(true);
    for (QLabel *label : {m_title, m_warning, m_news})
        label->setFont(bold);
    m_news->setObjectName(u"reviewNews"_s);
    m_news->hide();
    m_number->setObjectName(u"reviewNumber"_s);
    m_name->setObjectName(u"reviewName"_s);
    m_numberLabel->setBuddy(m_number);
    m_nameLabel->setBuddy(m_name);
    auto *staying = new QWidget(this);
    auto *stayingLayout = new QVBoxLayout(staying);
    stayingLayout->setContentsMargins(0, 0, 0, 0);
    stayingLayout->addWidget(m_stayingList, 1);
    stayingLayout->addWidget(m_reason);
    m_goingList->setObjectName(u"reviewGoing"_s);
    m_stayingList->setObjectName(u"reviewStaying"_s);
    m_lists->addTab(m_goingList, QString());
    m_lists->addTab(staying, QString());
    // A reason may be longer than any column.
    connect(m_stayingList->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_reason->setText(
                    breakable(current.siblingAtColumn(m_staying.columnCount() - 1).data().toString()));
            });

    auto *typing = new QGridLayout;
    typing->setColumnStretch(0, 3);
    typing->setColumnStretch(1, 2);
    typing->addWidget(m_numberLabel, 0, 0);
    typing->addWidget(m_number, 0, 1);
    typing->addWidget(m_nameLabel, 1, 0);
    typing->addWidget(m_name, 1, 1);
    auto *save = new QPushButton(tr("&Export…"), this);
    save->setAutoDefault(false);
    connect(save, &QAbstractButton::clicked, this, &ReviewDialog::askAndSave);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(save);
    buttons->addStretch();
    buttons->addWidget(m_act);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    for (QLabel *label : {m_title, m_server, m_warning, m_time, m_news})
        layout->addWidget(label);
    layout->addWidget(m_lists, 1);
    layout->addLayout(typing);
    layout->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->size() : QSize(1000, 700);
    resize(QSize(960, 560).boundedTo(room * 0.95));
}

// A record that is listed twice is one job.
void ReviewDialog::judge()
{
    QList<ReviewModel::Entry> going;
    QList<ReviewModel::Entry> staying;
    QSet<QString> seen;
    for (const Job &job : m_review.jobs) {
        QString why = m_review.whyNot(job);
        const QString identity = JobList::identityOf(job);
        if (why.isEmpty() && seen.contains(identity))
            why = tr("It is in the list already: two records have this name.");
        if (why.isEmpty())
            seen.insert(identity);
        (why.isEmpty() ? going : staying).append({job, why});
    }
    m_going.setEntries(going);
    m_staying.setEntries(staying);
    m_lists->setCurrentIndex(going.isEmpty() ? 1 : 0);
    showLists();
}

// Takes off the list what something is known against by now. False: that was nothing.
bool ReviewDialog::judgeAgain()
{
    QList<ReviewModel::Entry> going;
    QList<ReviewModel::Entry> barred;
    for (const ReviewModel::Entry &entry : m_going.entries()) {
        const QString why = m_review.whyNot(entry.job);
        (why.isEmpty() ? going : barred).append({entry.job, why});
    }
    if (barred.isEmpty())
        return false;
    m_going.setEntries(going);
    m_staying.setEntries(barred + m_staying.entries());
    m_news->setText(tr("Nothing was sent: %Ln job(s) can't be deleted any more, and stand in the other list "
                       "now. Look again.",
                       nullptr, int(barred.size())));
    m_news->show();
    m_number->clear();
    showLists();
    return true;
}

void ReviewDialog::act()
{
    if (!isVisible() || !m_act->isEnabled())
        return;
    const bool saidAtOnce = m_saysAtOnce;
    tick();
    // What nobody has read is not confirmed.
    if (judgeAgain() || (m_saysAtOnce && !saidAtOnce)) {
        pause();
        return;
    }
    const QList<Job> jobs = m_going.jobs();
    const bool atOnce = m_saysAtOnce;
    accept();
    Q_EMIT confirmed(jobs, atOnce);
}

bool ReviewDialog::runsTooSoon() const
{
    return m_going.runningWithin(m_review.undoTime.count()) > 0;
}

void ReviewDialog::tick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_going.setNow(now);
    m_staying.setNow(now);
    showTexts();
    showAct();
}

// A double click, or a key, that was meant for something else must not hit the button.
void ReviewDialog::pause()
{
    m_pause.start(std::max(QApplication::doubleClickInterval(), 500));
    m_cancel->setFocus();
    showAct();
}

void ReviewDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    pause();
}

// The key that is held down was pressed for something else.
bool ReviewDialog::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (watched == m_act && isKey && static_cast<QKeyEvent *>(event)->isAutoRepeat())
        return true;
    return QDialog::eventFilter(watched, event);
}

void ReviewDialog::showLists()
{
    m_lists->setTabText(0, disables() ? tr("Will Be &Disabled (%L1)").arg(count())
                                      : tr("Will Be &Deleted (%L1)").arg(count()));
    m_lists->setTabText(1, tr("&Stay (%L1)", "jobs that are not deleted").arg(m_staying.rowCount()));
    m_lists->setTabVisible(1, m_staying.rowCount() > 0);
    m_act->setText(disables() ? tr("Disable %Ln Jobs for Good", nullptr, count())
                              : tr("Delete %Ln Jobs", nullptr, count()));
    m_numberLabel->setText(tr("&Type %L1 to go on:", "a number").arg(count()));
    const bool isTyped = count() > MostWithoutTyping;
    m_numberLabel->setVisible(isTyped);
    m_number->setVisible(isTyped);
    showTexts();
    showAct();
}

QString ReviewDialog::timeText() const
{
    QStringList sentences;
    if (const int soon = m_going.runningWithin(ReviewModel::SoonMs))
        sentences << tr("⚠ %Ln of them run(s) within 10 minutes.", nullptr, soon);
    const QString undoTime = spanText(m_review.undoTime.count());
    const int tooSoon = m_going.runningWithin(m_review.undoTime.count());
    if (m_review.undoTime.count() == 0)
        sentences << tr("They are sent at once: there is no time to take them back.");
    else if (tooSoon > 0)
        sentences << tr("%Ln of them run(s) within the %1 in which this could be taken back, so all are sent "
                        "at once and can't be taken back.",
                        nullptr, tooSoon)
                         .arg(undoTime);
    else if (count() > 0)
        sentences
            << tr("You have %1 to take this back before they are sent.", "a span of time").arg(undoTime);
    if (disables())
        sentences << tr("The server does not delete jobs but disables them, and can't undo it.");
    return sentences.join(u' ');
}

void ReviewDialog::showTexts()
{
    const JobSource &source = *m_review.source;
    const QString act = disables() ? tr("Disable %Ln jobs for good on %1?", nullptr, count())
                                   : tr("Delete %Ln jobs from %1?", nullptr, count());
    const QString nothing = disables() ? tr("None of these jobs can be disabled on %1.")
                                       : tr("None of these jobs can be deleted from %1.");
    QString title = (count() > 0 ? act : nothing).arg(source.label());
    if (count() > 0 && m_staying.rowCount() > 0)
        title += u' ' + tr("%Ln selected job(s) will stay.", nullptr, m_staying.rowCount());
    m_title->setText(breakable(title));
    const QString server = tr("Server: %1").arg(source.location());
    m_server->setText(breakable(
        m_review.user.isEmpty() ? server : server + u'\n' + tr("Signed in as %1").arg(m_review.user)));
    m_warning->setText(tr("⚠ PRODUCTION"));
    m_warning->setVisible(source.isProduction());
    m_saysAtOnce = runsTooSoon();
    m_goingList->setColumnHidden(m_going.columnCount() - 1, m_going.runningWithin(ReviewModel::SoonMs) == 0);
    m_time->setText(timeText());
    m_time->setVisible(!m_time->text().isEmpty());
    m_nameLabel->setText(breakable(
        tr("T&ype the name of the connection, %1, to go on:").arg(source.label().replace(u'&', "&&"_L1))));
    m_nameLabel->setVisible(source.isProduction());
    m_name->setVisible(source.isProduction());
}

bool ReviewDialog::isNumberTyped() const
{
    if (count() <= MostWithoutTyping)
        return true;
    QString text = m_number->text();
    const QLocale locale;
    // With or without the separators of groups, which may be spaces of any kind.
    text.remove(locale.groupSeparator());
    text.removeIf([](QChar c) { return c.isSpace(); });
    bool isNumber = false;
    const qlonglong number = locale.toLongLong(text, &isNumber);
    return isNumber ? number == count() : text == QString::number(count());
}

bool ReviewDialog::isNameTyped() const
{
    return !m_review.source->isProduction() || m_name->text().trimmed() == m_review.source->label().trimmed();
}

void ReviewDialog::showAct()
{
    m_act->setEnabled(count() > 0 && !m_pause.isActive() && isNumberTyped() && isNameTyped());
}

void ReviewDialog::askAndSave()
{
    auto *dialog = new QFileDialog(this, tr("Export Review"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"reviewExport"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString csv = tr("CSV: what goes, what stays and why (*.csv)");
    const QString json = tr("JSON: the complete records that go (*.json)");
    dialog->setNameFilters({csv, json});
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, json](const QString &filter) {
        dialog->setDefaultSuffix(filter == json ? u"json"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ReviewDialog::saveTo);
    dialog->open();
}

void ReviewDialog::saveTo(const QString &path)
{
    const bool isJson = path.endsWith(".json"_L1, Qt::CaseInsensitive);
    const QByteArray bytes = isJson ? ResponseWriter::write(m_going.jobs())
                                    : reviewAsCsv(m_review, m_going.entries(), m_staying.entries(),
                                                  QDateTime::currentDateTimeUtc());
    const auto problem = WholeFile::write(path, bytes);
    const QString name = QFileInfo(path).fileName();
    m_news->setText(breakable(problem ? tr("%1 was not written: %2.").arg(name, *problem)
                                      : tr("Exported to %1.").arg(name)));
    m_news->show();
}
