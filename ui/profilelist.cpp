// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profilelist.h"

#include "textfilter.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPixmap>
#include <QTextDocument>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int SearchedRole = Qt::UserRole;

void fill(QListWidgetItem *item, const Profile &profile, bool isNew)
{
    QStringList marks;
    if (profile.isProduction)
        marks << ProfileList::tr("production");
    if (profile.isReadOnly)
        marks << ProfileList::tr("read-only");
    const QString name = isNew ? ProfileList::tr("New Connection") : profile.name;
    item->setText(marks.isEmpty() || isNew ? name : u"%1 (%2)"_s.arg(name, marks.join(", "_L1)));
    item->setToolTip(isNew ? QString() : Qt::convertFromPlainText(profile.url));
    item->setData(SearchedRole, QString(profile.name + u'\n' + profile.url + u'\n' + item->text()));
    QPixmap colour(4, 16);
    colour.fill(profile.colour.isEmpty() || isNew ? Qt::transparent : QColor(profile.colour));
    item->setIcon(colour);
}

} // namespace

ProfileList::ProfileList(QWidget *parent)
    : QWidget(parent), m_filter(new QLineEdit(this)), m_list(new QListWidget(this))
{
    m_filter->setObjectName(u"profileFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter connections"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_list->setObjectName(u"profileList"_s);
    m_list->setAccessibleName(tr("Connections"));
    m_list->setIconSize({4, 16});
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ProfileList::applyFilter);
    connect(m_list, &QListWidget::currentRowChanged, this, &ProfileList::currentRowChanged);
    connect(m_list, &QListWidget::itemDoubleClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT activated(m_list->row(item)); });
}

void ProfileList::setProfiles(const QList<Profile> &profiles)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Profile &profile : profiles) {
        auto *item = new QListWidgetItem(m_list);
        fill(item, profile, m_list->count() == 1);
    }
    applyFilter();
    // So that whoever selects a row is told, whichever it is.
    m_list->setCurrentRow(-1);
}

void ProfileList::setProfile(int row, const Profile &profile)
{
    fill(m_list->item(row), profile, row == 0);
}

int ProfileList::currentRow() const
{
    return m_list->currentRow();
}

void ProfileList::select(int row)
{
    if (m_list->item(row)->isHidden())
        m_filter->clear();
    m_list->setCurrentRow(row);
}

void ProfileList::focusFilter()
{
    m_filter->setFocus();
}

void ProfileList::applyFilter()
{
    const TextFilter filter(m_filter->text());
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool fits = filter.matches(m_list->item(row)->data(SearchedRole).toString());
        m_list->item(row)->setHidden(!fits);
        if (fits && first < 0 && row > 0)
            first = row;
    }
    // Return connects to what is selected, so that must be something that is seen.
    const QListWidgetItem *current = m_list->currentItem();
    const bool isNewShown = m_list->count() > 0 && !m_list->item(0)->isHidden();
    if (!current || current->isHidden())
        m_list->setCurrentRow(first < 0 && isNewShown ? 0 : first);
}

void ProfileList::step(int direction)
{
    for (int row = m_list->currentRow() + direction; row >= 0 && row < m_list->count(); row += direction) {
        if (!m_list->item(row)->isHidden()) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

bool ProfileList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
