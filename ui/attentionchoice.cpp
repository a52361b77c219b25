// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attentionchoice.h"

#include "jobmodel.h"
#include "preferences.h"
#include "savedfiltersdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto NoneProperty = "none";

// Shows what nothing is of as if it were disabled; it can be chosen all the same.
class CountMenu : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void initStyleOption(QStyleOptionMenuItem *option, const QAction *action) const override
    {
        QMenu::initStyleOption(option, action);
        if (action && action->property(NoneProperty).toBool() && action != activeAction()) {
            option->state.setFlag(QStyle::State_Enabled, false);
            option->palette.setCurrentColorGroup(QPalette::Disabled);
        }
    }
};

// In lines that wrap.
QString asToolTip(const QString &text)
{
    return Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

QString asMenuText(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

AttentionChoice::AttentionChoice(JobModel *jobs, QWidget *parent)
    : QPushButton(parent), m_jobs(jobs), m_counts(jobs), m_menu(new CountMenu(this))
{
    setObjectName(u"attention"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAutoDefault(false);
    m_menu->setObjectName(u"attentionMenu"_s);
    m_menu->setToolTipsVisible(true);
    connect(this, &QAbstractButton::clicked, this, &AttentionChoice::showMenu);
    connect(m_menu, &QMenu::aboutToHide, this, [this] { setDown(false); });
    connect(&m_counts, &ConcernCounts::changed, this, &AttentionChoice::showCounts);
    connect(m_jobs, &JobModel::statusChanged, this, &AttentionChoice::showCounts);
    m_jobs->setConcern(m_jobs->concern(), Preferences::oftenMinutes());
    showArrangement();
}

QSize AttentionChoice::sizeHint() const
{
    constexpr int MostCharacters = 26;
    const QFontMetrics metrics = fontMetrics();
    const int text =
        std::min(metrics.horizontalAdvance(m_shown), MostCharacters * metrics.averageCharWidth());
    QStyleOptionButton option;
    QPushButton::initStyleOption(&option);
    option.features |= QStyleOptionButton::HasMenu;
    const int arrow = style()->pixelMetric(QStyle::PM_MenuButtonIndicator, &option, this);
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, {text + arrow + 8, metrics.height()},
                                     this);
}

QSize AttentionChoice::minimumSizeHint() const
{
    constexpr int FewCharacters = 14;
    return {std::min(sizeHint().width(), FewCharacters * fontMetrics().averageCharWidth()),
            sizeHint().height()};
}

void AttentionChoice::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    option->features |= QStyleOptionButton::HasMenu;
    const int arrow = style()->pixelMetric(QStyle::PM_MenuButtonIndicator, option, this);
    const QRect contents = style()->subElementRect(QStyle::SE_PushButtonContents, option, this);
    option->text = asMenuText(
        fontMetrics().elidedText(m_shown, Qt::ElideRight, std::max(contents.width() - arrow - 4, 0)));
}

void AttentionChoice::keyPressEvent(QKeyEvent *event)
{
    // As a list that drops down.
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        showMenu();
    else
        QPushButton::keyPressEvent(event);
}

void AttentionChoice::showMenu()
{
    fillMenu();
    setDown(true);
    QPoint corner = rect().bottomLeft();
    if (isRightToLeft())
        corner = rect().bottomRight() - QPoint(m_menu->sizeHint().width() - 1, 0);
    m_menu->popup(mapToGlobal(corner));
    const QList<QAction *> actions = m_menu->actions();
    for (QAction *action : actions) {
        if (action->isChecked())
            m_menu->setActiveAction(action);
    }
}

void AttentionChoice::fillMenu()
{
    m_menu->clear();
    m_concerns.clear();
    addConcerns();
    addSaved();
    showCounts();
}

void AttentionChoice::addConcerns()
{
    const auto add = [this](std::optional<Concern> concern) {
        QAction *action = m_menu->addAction(QString());
        action->setCheckable(true);
        action->setChecked(m_jobs->concern() == concern);
        connect(action, &QAction::triggered, this, [this, concern] { choose(concern); });
        return action;
    };
    QAction *everything = add(std::nullopt);
    everything->setText(tr("&Everything"));
    everything->setObjectName(u"everything"_s);
    m_menu->addSeparator();
    for (const ConcernSpec &spec : concernSpecs()) {
        QAction *action = add(spec.concern);
        action->setObjectName(QString::fromLatin1(spec.key));
        m_concerns.append(action);
    }
    m_reason = m_menu->addAction(QString());
    m_reason->setEnabled(false);
    QAction *minutes = m_menu->addAction(tr("Set &Minutes…"), this, &AttentionChoice::askForMinutes);
    minutes->setObjectName(u"setMinutes"_s);
    minutes->setToolTip(tr("How short an interval is that runs often."));
}

void AttentionChoice::addSaved()
{
    m_menu->addSeparator();
    const QList<SavedFilters::Filter> filters = SavedFilters::list();
    for (const SavedFilters::Filter &filter : filters) {
        QAction *action = m_menu->addAction(asMenuText(filter.name));
        action->setObjectName(u"savedFilter"_s);
        action->setCheckable(true);
        action->setChecked(filter.fits(m_jobs->arrangement()));
        connect(action, &QAction::triggered, this,
                [this, arrangement = filter.arrangement] { m_jobs->setArrangement(arrangement); });
    }
    if (!filters.isEmpty())
        m_menu->addSeparator();
    QAction *save = m_menu->addAction(tr("&Save Filter…"), this, &AttentionChoice::askForName);
    save->setObjectName(u"saveFilter"_s);
    save->setToolTip(tr("Gives a name to the type, the search, what needs attention, and the order."));
    save->setEnabled(filters.size() < SavedFilters::Most);
    QAction *edit = m_menu->addAction(tr("Edit Saved &Filters…"), this, &AttentionChoice::editSaved);
    edit->setObjectName(u"editFilters"_s);
    edit->setEnabled(!filters.isEmpty());
}

QString AttentionChoice::titleWithCount(Concern concern) const
{
    const auto &counts = m_counts.counts();
    const QString title = concernTitle(concern, m_jobs->concernMinutes());
    const QString count = counts ? QLocale().toString(qlonglong((*counts)[std::size_t(concern)]))
                                 : tr("?", "an unknown number");
    return tr("%1 (%2)", "what needs attention, number of jobs").arg(title, count);
}

QString AttentionChoice::whyNoCounts() const
{
    const ListStatus status = m_jobs->status();
    if (m_counts.counts())
        return {};
    if (status.isWhole)
        return tr("The jobs are being counted.");
    if (status.isBusy)
        return tr("There are no counts before the whole list is read.");
    return tr("There are no counts before the whole list is read: choose one, or load all jobs.");
}

// Also while the menu is open.
void AttentionChoice::showCounts()
{
    const auto &counts = m_counts.counts();
    const QString why = whyNoCounts();
    for (qsizetype i = 0; i < m_concerns.size(); ++i) {
        const auto concern = Concern(i);
        QAction *action = m_concerns.at(i);
        action->setText(asMenuText(titleWithCount(concern)));
        action->setProperty(NoneProperty, counts && (*counts)[std::size_t(i)] == 0);
        const QString scope = m_jobs->type().isEmpty()
                                  ? tr("The number is of all jobs, whatever is searched for.")
                                  : tr("The number is of all jobs of the type, whatever is searched for.");
        action->setToolTip(asToolTip(concernExplanation(concern) + u'\n' + (why.isEmpty() ? scope : why)));
    }
    if (m_reason) {
        m_reason->setText(why);
        m_reason->setVisible(!why.isEmpty());
    }
    showArrangement();
}

void AttentionChoice::showArrangement()
{
    const auto concern = m_jobs->concern();
    const QString shown = concern ? titleWithCount(*concern) : tr("Everything");
    setToolTip(asToolTip(concern ? shown + u'\n' + concernExplanation(*concern)
                                 : tr("Shows only jobs that need attention.")));
    if (shown == m_shown)
        return;
    m_shown = shown;
    setAccessibleName(tr("Attention: %1", "what is chosen").arg(shown));
    updateGeometry();
    update();
}

void AttentionChoice::choose(std::optional<Concern> concern)
{
    m_jobs->setConcern(concern, m_jobs->concernMinutes());
    showArrangement();
}

void AttentionChoice::askForMinutes()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"minutes"_s);
    dialog->setWindowTitle(tr("Runs Often"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setLabelText(tr("Show jobs that run more often than every … minutes:"));
    dialog->setIntRange(1, ConcernLimits::MostMinutes);
    dialog->setIntValue(m_jobs->concernMinutes());
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int minutes) {
        Preferences::setOftenMinutes(minutes);
        m_jobs->setConcern(Concern::RunsOften, minutes);
        showArrangement();
    });
    dialog->open();
}

void AttentionChoice::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"filterName"_s);
    dialog->setWindowTitle(tr("Save Filter"));
    dialog->setLabelText(tr("Name of the filter; one of the same name is replaced:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        SavedFilters::save({name, m_jobs->arrangement()});
    });
    dialog->open();
    const auto *buttons = dialog->findChild<QDialogButtonBox *>();
    QPushButton *ok = buttons ? buttons->button(QDialogButtonBox::Ok) : nullptr;
    if (!ok)
        return;
    ok->setEnabled(false);
    connect(dialog, &QInputDialog::textValueChanged, ok,
            [ok](const QString &name) { ok->setEnabled(!SavedFilters::cleanName(name).isEmpty()); });
}

void AttentionChoice::editSaved()
{
    auto *dialog = new SavedFiltersDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}
