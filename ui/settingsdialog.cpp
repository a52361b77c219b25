// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsdialog.h"

#include "background.h"
#include "longwords.h"
#include "preferences.h"
#include "retention.h"
#include "retentiontexts.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

SettingsDialog::SettingsDialog(QString journalFolder, QWidget *parent)
    : QDialog(parent),
      m_folder(std::move(journalFolder)),
      m_fields(new QWidget(this)),
      m_undo(new QSpinBox(m_fields)),
      m_keepAll(new QRadioButton(tr("&Keep everything"), m_fields)),
      m_keepSome(new QRadioButton(tr("Keep the &last"), m_fields)),
      m_months(new QSpinBox(m_fields)),
      m_snapshots(new QCheckBox(tr("&Save a snapshot on each refresh"), m_fields)),
      m_keptSnapshots(new QSpinBox(m_fields)),
      m_place(new QLabel(m_fields)),
      m_size(new QLabel(m_fields)),
      m_effect(new QLabel(m_fields)),
      m_problem(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Settings"));
    setObjectName(u"settingsDialog"_s);
    addFields();
    m_problem->setObjectName(u"settingsProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_fields);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(m_buttons);
    runInBackground(
        this,
        [folder = m_folder] {
            JournalContents contents = readJournal(folder);
            for (JournalEntry &entry : contents.entries)
                entry.record.clear();
            return contents;
        },
        [this](const JournalContents &contents) { showJournal(contents); });
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addFields()
{
    m_undo->setObjectName(u"undoTime"_s);
    m_undo->setRange(0, int(Preferences::LongestUndoTime.count()));
    m_undo->setSuffix(tr(" s", "seconds; behind a number"));
    m_undo->setSpecialValueText(tr("none: sent at once"));
    m_undo->setValue(int(std::chrono::duration_cast<std::chrono::seconds>(Preferences::undoTime()).count()));
    m_keepAll->setObjectName(u"keepAll"_s);
    m_keepSome->setObjectName(u"keepSome"_s);
    m_months->setObjectName(u"journalMonths"_s);
    m_months->setRange(1, Preferences::MostMonths);
    m_months->setAccessibleName(tr("Months of deletions to keep"));
    const auto showUnit = [this](int months) {
        m_months->setSuffix(tr(" month(s)", "behind a number", months));
    };
    connect(m_months, &QSpinBox::valueChanged, this, showUnit);
    const int months = Preferences::journalMonths();
    m_months->setValue(months > 0 ? months : 24);
    showUnit(m_months->value());
    (months > 0 ? m_keepSome : m_keepAll)->setChecked(true);
    m_months->setEnabled(m_keepSome->isChecked());
    connect(m_keepSome, &QRadioButton::toggled, m_months, &QWidget::setEnabled);
    connect(m_keepSome, &QRadioButton::toggled, this, &SettingsDialog::showEffect);
    connect(m_months, &QSpinBox::valueChanged, this, &SettingsDialog::showEffect);
    for (QLabel *label : {m_place, m_size, m_effect}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_place->setObjectName(u"journalFolder"_s);
    m_place->setText(breakable(m_folder));
    m_place->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    m_size->setObjectName(u"journalSize"_s);
    m_size->setText(tr("Reading …"));
    m_effect->setObjectName(u"retentionEffect"_s);
    auto *some = new QHBoxLayout;
    some->addWidget(m_keepSome);
    some->addWidget(m_months);
    some->addStretch();
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Time to undo a deletion:"), m_undo);
    form->addRow(new QLabel(tr("Records of deletions:"), m_fields), m_keepAll);
    form->addRow(QString(), some);
    form->addRow(QString(), m_effect);
    form->addRow(tr("They are in:"), m_place);
    form->addRow(tr("Size:"), m_size);
    addSnapshotFields(form);
}

void SettingsDialog::addSnapshotFields(QFormLayout *form)
{
    m_snapshots->setObjectName(u"snapshotsOnRefresh"_s);
    m_snapshots->setChecked(Preferences::snapshotsOnRefresh());
    m_keptSnapshots->setObjectName(u"keptSnapshots"_s);
    m_keptSnapshots->setRange(1, Preferences::MostSnapshots);
    m_keptSnapshots->setValue(Preferences::keptSnapshots());
    m_keptSnapshots->setEnabled(m_snapshots->isChecked());
    connect(m_snapshots, &QCheckBox::toggled, m_keptSnapshots, &QWidget::setEnabled);
    auto *note =
        new QLabel(tr("Snapshots hold e-mail addresses and logins; only you can read them. Those that "
                      "you save yourself are not counted, and are never removed."),
                   m_fields);
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    form->addRow(new QLabel(tr("Snapshots of lists:"), m_fields), m_snapshots);
    form->addRow(tr("&Number kept for each server:"), m_keptSnapshots);
    form->addRow(QString(), note);
}

void SettingsDialog::showJournal(const JournalContents &contents)
{
    m_contents = contents;
    m_size->setText(journalSizeText(contents));
    showEffect();
    makeRoom();
}

// A dialog takes its first height from a width that it does not have.
void SettingsDialog::makeRoom()
{
    layout()->activate();
    if (const int wanted = layout()->totalHeightForWidth(width()); wanted > height())
        resize(width(), wanted);
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    makeRoom();
}

void SettingsDialog::showEffect()
{
    if (!m_contents)
        return;
    const QList<JournalMonth> old =
        Retention::removable(*m_contents, months(), QDateTime::currentDateTimeUtc().date());
    m_effect->setText(old.isEmpty()
                          ? tr("Removes nothing now.")
                          : tr("Removes the records of %Ln deletion(s): %1.", nullptr, int(deletionsIn(old)))
                                .arg(monthsText(old)));
}

int SettingsDialog::months() const
{
    return m_keepSome->isChecked() ? m_months->value() : 0;
}

void SettingsDialog::accept()
{
    if (m_asker)
        return;
    if (months() == 0 || months() == Preferences::journalMonths()) {
        keep();
        return;
    }
    setWaiting(true);
    runInBackground(
        m_asker.get(), [folder = m_folder] { return readJournal(folder); },
        [this](const JournalContents &contents) { decide(contents); });
}

void SettingsDialog::decide(const JournalContents &contents)
{
    setWaiting(false);
    const QList<JournalMonth> old =
        Retention::removable(contents, months(), QDateTime::currentDateTimeUtc().date());
    if (old.isEmpty())
        keep();
    else
        askToRemove(old);
}

void SettingsDialog::askToRemove(const QList<JournalMonth> &old)
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"removeFromJournal"_s);
    box->setIcon(QMessageBox::Warning);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Remove the records of %Ln deletion(s)?", nullptr, int(deletionsIn(old))));
    box->setInformativeText(
        tr("Older than the records are to be kept: %1. What is removed can't be brought back, "
           "and these jobs can't be scheduled again from their records.")
            .arg(monthsText(old)));
    QPushButton *act = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    QPushButton *leave = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(leave);
    box->setEscapeButton(leave);
    connect(act, &QAbstractButton::clicked, this, [this, old] { remove(old); });
    box->open();
}

void SettingsDialog::remove(const QList<JournalMonth> &old)
{
    setWaiting(true);
    runInBackground(
        m_asker.get(), [folder = m_folder, old] { return Retention::remove(folder, old); },
        [this](const QList<Error> &problems) {
            setWaiting(false);
            Q_EMIT journalChanged();
            if (problems.isEmpty()) {
                keep();
                return;
            }
            m_problem->setText(breakable(problemsText(problems)));
            m_problem->show();
        });
}

// Called by what the asker waits for, too: it goes later.
void SettingsDialog::setWaiting(bool waiting)
{
    if (waiting)
        m_asker = std::make_unique<QObject>();
    else if (m_asker)
        m_asker.release()->deleteLater();
    m_fields->setEnabled(!waiting);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!waiting);
}

void SettingsDialog::keep()
{
    Preferences::setUndoTime(std::chrono::seconds(m_undo->value()));
    if (months() != Preferences::journalMonths())
        Preferences::setJournalMonths(months());
    Preferences::setSnapshotsOnRefresh(m_snapshots->isChecked());
    Preferences::setKeptSnapshots(m_keptSnapshots->value());
    Q_EMIT changed();
    QDialog::accept();
}
