// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowhelp.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QIcon>
#include <QKeySequence>
#include <QMenu>
#include <QMessageBox>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(WindowHelp)
};

QString plainText(QString text)
{
    text.remove(u'&');
    if (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

} // namespace

namespace WindowHelp {

void showKeys(QWidget *window, const QList<QMenu *> &menus)
{
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Texts::tr("Keyboard Shortcuts"));
    auto *list = new QTreeWidget(dialog);
    list->setAccessibleName(dialog->windowTitle());
    list->setHeaderLabels({Texts::tr("Action"), Texts::tr("Keys")});
    for (const QMenu *menu : menus) {
        auto *group = new QTreeWidgetItem(list, {plainText(menu->title())});
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
            if (!keys.isEmpty())
                new QTreeWidgetItem(group, {plainText(action->text()), keys});
        }
    }
    list->expandAll();
    list->resizeColumnToContents(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(list);
    layout->addWidget(buttons);
    dialog->resize(460, 480);
    dialog->open();
}

void showAbout(QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(Texts::tr("About Callboard"));
    box->setIconPixmap(QIcon(u":/callboard.svg"_s).pixmap(64));
    box->setTextFormat(Qt::PlainText);
    box->setText(Texts::tr("Callboard %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(Texts::tr(
        "A desktop console for the scheduled jobs of the Puppet orchestrator.\n\nFree software under the GNU "
        "General Public License, version 3 or later."));
    box->open();
}

} // namespace WindowHelp
