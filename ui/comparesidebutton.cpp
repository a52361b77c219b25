// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparesidebutton.h"

#include "recentfiles.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// An ampersand in a name is no access key.
QString literal(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

CompareSideButton::CompareSideButton(const QString &side, const QString &name, QWidget *parent)
    : QPushButton(parent), m_side(side), m_menu(new QMenu(this))
{
    setObjectName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &CompareSideButton::fillMenu);
    setChoice({});
}

void CompareSideButton::setChoice(const QString &text)
{
    m_choice = text.isEmpty() ? tr("Choose …") : text;
    setAccessibleName(tr("%1: %2", "a side of the comparison, what stands there").arg(m_side, m_choice));
    setToolTip(m_choice.toHtmlEscaped());
    shorten();
}

void CompareSideButton::shorten()
{
    const int frame = fontMetrics().averageCharWidth() * 6;
    setText(literal(fontMetrics().elidedText(m_choice, Qt::ElideMiddle, width() - frame)));
}

void CompareSideButton::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    shorten();
}

QSize CompareSideButton::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, QPushButton::sizeHint().height()};
}

QSize CompareSideButton::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, QPushButton::minimumSizeHint().height()};
}

void CompareSideButton::addFile(QMenu *menu, const QString &text, const QString &path)
{
    QAction *action = menu->addAction(literal(text));
    action->setStatusTip(path);
    connect(action, &QAction::triggered, this, [this, path] { Q_EMIT fileChosen(path); });
}

void CompareSideButton::fillMenu()
{
    m_menu->clear();
    const QString shown = m_windowList ? m_windowList() : QString();
    QAction *window =
        m_menu->addAction(shown.isEmpty() ? tr("The &List in This Window")
                                          : tr("The &List in This Window (%1)").arg(literal(shown)));
    window->setEnabled(!shown.isEmpty());
    connect(window, &QAction::triggered, this, &CompareSideButton::windowListChosen);
    connect(m_menu->addAction(tr("&File…")), &QAction::triggered, this, &CompareSideButton::askForFile);
    const QList<Offer> offers = m_offers ? m_offers() : QList<Offer>();
    if (!offers.isEmpty()) {
        QMenu *snapshots = m_menu->addMenu(tr("&Snapshots"));
        for (const Offer &offer : offers)
            addFile(snapshots, offer.text, offer.path);
    }
    const QStringList recent = RecentFiles::list();
    if (!recent.isEmpty())
        m_menu->addSeparator();
    for (const QString &path : recent)
        addFile(m_menu, QFileInfo(path).fileName(), path);
}

void CompareSideButton::askForFile()
{
    auto *dialog = new QFileDialog(window(), tr("Choose a Saved Response"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"compareFileDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("JSON files (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &CompareSideButton::fileChosen);
    dialog->open();
}
