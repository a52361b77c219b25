// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zonechoice.h"

#include "preferences.h"
#include "shownzone.h"

#include <QActionGroup>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ZoneChoice::ZoneChoice(QMenu *menu, QWidget *window) : QObject(window), m_menu(menu), m_window(window)
{
    connect(menu, &QMenu::aboutToShow, this, &ZoneChoice::fill);
    fill();
}

void ZoneChoice::fill()
{
    m_menu->clear();
    delete findChild<QActionGroup *>();
    auto *group = new QActionGroup(this);
    const auto add = [this, group](const QString &text, const QString &id) {
        QAction *action = m_menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(ShownZone::id() == id);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id] { choose(id); });
    };
    add(tr("&Local (%1)", "time zone").arg(QString::fromUtf8(QTimeZone::systemTimeZoneId())), {});
    add(tr("&UTC"), u"UTC"_s);
    if (ShownZone::kind() == ShownZone::Kind::Chosen)
        add(ShownZone::id(), ShownZone::id());
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("&Other…")), &QAction::triggered, this, &ZoneChoice::ask);
}

void ZoneChoice::choose(const QString &id)
{
    if (!ShownZone::set(id))
        return;
    Preferences::setTimeZone(id);
    Q_EMIT changed();
}

void ZoneChoice::ask()
{
    auto *dialog = new QDialog(m_window);
    dialog->setObjectName(u"zoneDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Time Zone"));
    auto *zones = new QComboBox;
    zones->setObjectName(u"zone"_s);
    zones->setEditable(true);
    zones->setInsertPolicy(QComboBox::NoInsert);
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids)
        zones->addItem(QString::fromUtf8(id));
    zones->completer()->setFilterMode(Qt::MatchContains);
    zones->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *label = new QLabel(tr("&Show all times in the time zone:"));
    label->setBuddy(zones);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(label);
    layout->addWidget(zones);
    layout->addWidget(buttons);
    QPushButton *ok = buttons->button(QDialogButtonBox::Ok);
    connect(zones, &QComboBox::currentTextChanged, ok,
            [ok](const QString &text) { ok->setEnabled(!text.isEmpty() && ShownZone::isValid(text)); });
    const QString system = QString::fromUtf8(QTimeZone::systemTimeZoneId());
    zones->setCurrentText(ShownZone::id().isEmpty() ? system : ShownZone::id());
    zones->lineEdit()->selectAll();
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, zones] { choose(zones->currentText()); });
    dialog->open();
}
