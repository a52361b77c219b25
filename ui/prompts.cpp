// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompts.h"

#include "deletions.h"
#include "jobfields.h"
#include "jobsource.h"
#include "relativetime.h"
#include "responsesaver.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Prompts)
};

QMessageBox *ask(QWidget *window, const QString &name, const QString &title, const QString &text,
                 const QString &act, const QString &keep, const std::function<void()> &acted)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(name);
    box->setIcon(QMessageBox::Warning);
    box->setTextFormat(Qt::PlainText);
    box->setText(title);
    box->setInformativeText(text);
    QPushButton *actButton = box->addButton(act, QMessageBox::DestructiveRole);
    QPushButton *keepButton = box->addButton(keep, QMessageBox::RejectRole);
    box->setDefaultButton(keepButton);
    box->setEscapeButton(keepButton);
    QObject::connect(actButton, &QAbstractButton::clicked, box, acted);
    box->open();
    return box;
}

// What closing does to deletions; empty: nothing.
QString closingText(const Deletions &deletions)
{
    int waiting = 0;
    int sent = 0;
    for (const DeletionBatch *batch : deletions.batches()) {
        const DeletionBatch::Tally &tally = batch->tally();
        waiting += tally.waiting;
        sent += tally.sending + tally.checking;
    }
    QStringList sentences;
    if (waiting > 0)
        sentences << Texts::tr("%n deletion(s) not sent yet will be taken back.", nullptr, waiting);
    if (sent > 0)
        sentences << Texts::tr(
            "%n deletion(s) already sent can't be taken back; whether the server did it is looked up when "
            "you connect to it the next time.",
            nullptr, sent);
    return sentences.join(u' ');
}

} // namespace

namespace Prompts {

void deleteBeforeRun(QWidget *window, const JobSource &source, const Job &job, qint64 runInMs,
                     const std::function<void()> &deleteIt)
{
    const bool disables = source.disablesForGood();
    const auto title = [disables, name = jobTitle(job)](qint64 runsInMs) {
        if (runsInMs <= 0)
            return (disables ? Texts::tr("%1 has run meanwhile. Disable it for good now?")
                             : Texts::tr("%1 has run meanwhile. Delete it now?"))
                .arg(name);
        return (disables ? Texts::tr("%1 runs in %2. Disable it for good now?", "job, a span of time")
                         : Texts::tr("%1 runs in %2. Delete it now?", "job, a span of time"))
            .arg(name, spanText(runsInMs));
    };
    const QString text =
        disables
            ? Texts::tr("There is no time to take this back, the server can't undo it, and the job may "
                        "run all the same if the server is slow.")
            : Texts::tr("There is no time to take the deletion back, and the job may run all the same if "
                        "the server is slow.");
    const QString where =
        source.isProduction() ? Texts::tr("PRODUCTION, %1.", "server").arg(source.label()) + u' ' : QString();
    const QString act = disables ? Texts::tr("Disable Now") : Texts::tr("Delete Now");
    QMessageBox *box =
        ask(window, u"deleteBeforeRun"_s, title(runInMs), where + text, act, Texts::tr("Keep"), deleteIt);
    // The run comes nearer while the question is read, and may come.
    auto *second = new QTimer(box);
    const QDeadlineTimer run(std::max(runInMs, qint64{0}));
    QObject::connect(second, &QTimer::timeout, box,
                     [box, title, run] { box->setText(title(run.hasExpired() ? 0 : run.remainingTime())); });
    second->start(std::chrono::milliseconds(500));
}

void closeWithDeletions(QWidget *window, const Deletions &deletions, const std::function<void()> &closeIt)
{
    QMessageBox *box = ask(window, u"closeWithDeletions"_s, Texts::tr("Close while deletions are under way?"),
                           closingText(deletions), Texts::tr("Close"), Texts::tr("Keep Open"), closeIt);
    // They go on while the question is read.
    QObject::connect(&deletions, &Deletions::changed, box, [box, &deletions] {
        const QString text = closingText(deletions);
        box->setInformativeText(text);
        if (text.isEmpty())
            box->reject();
    });
}

void closeWhileSaving(QWidget *window, const ResponseSaver &saver, const std::function<void()> &closeIt)
{
    QMessageBox *box = ask(window, u"closeWhileSaving"_s, Texts::tr("Close while a file is being saved?"),
                           Texts::tr("Nothing is saved if you close now."), Texts::tr("Close"),
                           Texts::tr("Keep Open"), closeIt);
    QObject::connect(&saver, &ResponseSaver::idle, box, &QMessageBox::reject);
}

} // namespace Prompts
