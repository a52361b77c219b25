// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobdetails.h"

#include "jobfields.h"
#include "longwords.h"
#include "nodelist.h"
#include "rawrecord.h"
#include "wrappingdelegate.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString noteWords(JobField::Note note)
{
    return note == JobField::Note::Warning ? JobDetails::tr("warning") : QString();
}

// To lay out megabytes takes seconds, and nobody reads them in a cell.
QString readable(const QString &value)
{
    constexpr qsizetype Most = 8000;
    if (value.size() <= Most)
        return value;
    return value.first(Most) + u'\n' +
           JobDetails::tr("… (%Ln character(s) in all; the record has them)", nullptr, int(value.size()));
}

QList<QStandardItem *> rowOf(const JobField &field)
{
    auto label = std::make_unique<QStandardItem>(field.label);
    auto value = std::make_unique<QStandardItem>(readable(field.value));
    for (QStandardItem *item : {label.get(), value.get()}) {
        item->setEditable(false);
        item->setTextAlignment(Qt::AlignLeading | Qt::AlignTop);
        item->setToolTip(field.key.isEmpty() ? QString() : Qt::convertFromPlainText(field.key));
    }
    if (field.note == JobField::Note::Absent) {
        QFont font = QApplication::font();
        font.setItalic(true);
        value->setFont(font);
        value->setForeground(QApplication::palette().brush(QPalette::PlaceholderText));
    } else if (field.note != JobField::Note::None) {
        value->setIcon(QIcon::fromTheme(u"dialog-warning"_s));
        value->setAccessibleText(value->text() + u' ' + noteWords(field.note));
    }
    return {label.release(), value.release()};
}

} // namespace

JobDetails::JobDetails(QWidget *parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_summary(new QLabel),
      m_warnings(new QLabel(this)),
      m_whyNotRemovable(new QLabel(this)),
      m_attention(new QLabel(this)),
      m_delete(new QToolButton(this)),
      m_summaryArea(new QScrollArea(this)),
      m_tabs(new QTabWidget(this)),
      m_fields(new QTreeView(this)),
      m_fieldModel(new QStandardItemModel(0, 2, this)),
      m_nodes(new NodeList(this)),
      m_record(new RawRecord(this))
{
    setObjectName(u"jobDetails"_s);
    setAccessibleName(tr("Job details"));
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    for (QLabel *label : {m_title, m_summary, m_warnings, m_whyNotRemovable, m_attention}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_attention->setObjectName(u"needsAttention"_s);
    // It may be higher than the pane.
    m_summary->setMargin(2);
    m_summary->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_summaryArea->setObjectName(u"selectionSummary"_s);
    m_summaryArea->setAccessibleName(tr("Selected jobs"));
    m_summaryArea->setFrameShape(QFrame::NoFrame);
    m_summaryArea->setWidgetResizable(true);
    m_summaryArea->setWidget(m_summary);
    m_delete->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fieldModel->setHorizontalHeaderLabels({tr("Field"), tr("Value")});
    m_fields->setObjectName(u"jobFields"_s);
    m_fields->setAccessibleName(tr("Job fields"));
    m_fields->setModel(m_fieldModel);
    m_fields->setWordWrap(true);
    m_fields->setTextElideMode(Qt::ElideNone);
    m_fields->setAlternatingRowColors(true);
    m_fields->setRootIsDecorated(false);
    m_fields->setTabKeyNavigation(false);
    m_fields->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_fields->setItemDelegate(new WrappingDelegate(m_fields->header(), m_fields));
    // A value may be higher than the pane.
    m_fields->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_fields->header()->setStretchLastSection(true);
    m_fields->header()->resizeSection(0, 17 * fontMetrics().averageCharWidth() + 24);
    // The height of a wrapped row depends on the width of its column.
    connect(m_fields->header(), &QHeaderView::sectionResized, m_fields,
            [this] { m_fields->doItemsLayout(); });
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_nodes, tr("Nodes"));
    m_tabs->addTab(m_record, tr("Record"));

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_delete, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 0);
    layout->addLayout(head);
    layout->addWidget(m_warnings);
    layout->addWidget(m_whyNotRemovable);
    layout->addWidget(m_attention);
    layout->addWidget(m_summaryArea, 1);
    layout->addWidget(m_tabs, 1);
    layout->addStretch();
    showNothing();
}

void JobDetails::setDeleteAction(QAction *action)
{
    m_delete->setDefaultAction(action);
    // A tool button outside of a tool bar stays when its action is hidden.
    connect(action, &QAction::changed, this, &JobDetails::showDelete);
}

void JobDetails::showHead(const QString &title)
{
    m_job = {};
    m_title->setText(title);
    m_summaryArea->hide();
    m_warnings->hide();
    m_whyNotRemovable->hide();
    m_attention->hide();
    m_tabs->hide();
}

void JobDetails::showNothing()
{
    m_areSeveral = false;
    showHead(tr("No job selected"));
    showDelete();
}

void JobDetails::showUnread(const Job &job, const QString &why)
{
    m_areSeveral = false;
    showHead(job.name().value.isEmpty() ? tr("A job without a name")
                                        : tr("Job %1", "its name").arg(job.name().value.left(200)));
    m_summary->setText(breakable(why));
    m_summaryArea->show();
    showDelete();
}

void JobDetails::showSeveral(qsizetype count, const QString &summary)
{
    m_areSeveral = true;
    showHead(tr("%Ln jobs selected", nullptr, int(count)));
    m_summary->setText(breakable(summary));
    m_summaryArea->setVisible(!summary.isEmpty());
    showDelete();
}

void JobDetails::showAttention(const QString &text)
{
    m_attention->setText(breakable(text));
    m_attention->setVisible(!text.isEmpty());
}

void JobDetails::showDelete()
{
    const QAction *action = m_delete->defaultAction();
    const bool hasSubject = m_areSeveral || !m_job.isNull();
    m_delete->setVisible(hasSubject && (!action || action->isVisible()));
}

void JobDetails::showJob(const Job &job, const QString &warning, const QString &whyNotRemovable,
                         qint64 nowUtcMs)
{
    const bool isSame = !m_job.isNull() && job == m_job;
    if (isSame)
        updateFields(nowUtcMs);
    m_whyNotRemovable->setText(whyNotRemovable);
    m_whyNotRemovable->setVisible(!whyNotRemovable.isEmpty());
    if (isSame && warning == m_shownWarning)
        return;
    m_job = job;
    m_areSeveral = false;
    m_summaryArea->hide();
    m_shownWarning = warning;
    QStringList warnings = warningsOf(job);
    if (!warning.isEmpty())
        warnings.prepend(warning);
    for (QString &text : warnings)
        text.prepend(u"⚠ "_s);
    m_warnings->setText(breakable(warnings.join(u'\n')));
    m_warnings->setVisible(!warnings.isEmpty());
    m_title->setText(breakable(jobTitle(job)));
    m_tabs->show();
    showDelete();
    if (isSame)
        return;
    fillFields(nowUtcMs);
    const Scope scope = job.scope();
    m_nodes->setNodes(scope.nodes);
    m_tabs->setTabVisible(1, scope.kind == Scope::Kind::Nodes);
    m_tabs->setTabText(1, tr("Nodes (%L1)").arg(scope.nodes.size()));
    m_record->setRecord(job.raw(), job.strictJson());
}

void JobDetails::fillFields(qint64 nowUtcMs)
{
    m_fieldsAtUtcMs = nowUtcMs;
    m_fieldModel->removeRows(0, m_fieldModel->rowCount());
    const QList<JobFieldGroup> groups = fieldsOf(m_job, nowUtcMs);
    for (const JobFieldGroup &group : groups) {
        auto title = std::make_unique<QStandardItem>(group.title);
        QFont font = m_fields->font();
        font.setBold(true);
        title->setFont(font);
        title->setEditable(false);
        for (const JobField &field : group.fields)
            title->appendRow(rowOf(field));
        m_fieldModel->appendRow(title.release());
    }
    for (int row = 0; row < m_fieldModel->rowCount(); ++row)
        m_fields->setFirstColumnSpanned(row, {}, true);
    m_fields->expandAll();
}

// Relative times move on, and an overdue run is marked.
void JobDetails::updateFields(qint64 nowUtcMs)
{
    constexpr qint64 Soon = 10'000;
    if (qAbs(nowUtcMs - m_fieldsAtUtcMs) < Soon)
        return;
    m_fieldsAtUtcMs = nowUtcMs;
    const QList<JobFieldGroup> groups = fieldsOf(m_job, nowUtcMs);
    // With time a field may come or go, such as that of a change of clocks.
    for (qsizetype group = 0; group < groups.size(); ++group) {
        if (m_fieldModel->item(int(group))->rowCount() != groups.at(group).fields.size()) {
            fillFields(nowUtcMs);
            return;
        }
    }
    for (qsizetype group = 0; group < groups.size(); ++group) {
        QStandardItem *parent = m_fieldModel->item(int(group));
        for (qsizetype row = 0; row < groups.at(group).fields.size(); ++row) {
            const JobField &field = groups.at(group).fields.at(row);
            if (parent->child(int(row), 1)->text() == readable(field.value))
                continue;
            const QList<QStandardItem *> items = rowOf(field);
            for (qsizetype column = 0; column < items.size(); ++column)
                parent->setChild(int(row), int(column), items.at(column));
        }
    }
}

void JobDetails::updateTimes(qint64 nowUtcMs)
{
    if (!m_job.isNull() && m_fieldModel->rowCount() > 0)
        fillFields(nowUtcMs);
}

void JobDetails::showRecord()
{
    m_tabs->setCurrentWidget(m_record);
    m_record->focusText();
}

void JobDetails::focusFields()
{
    m_tabs->setCurrentWidget(m_fields);
    m_fields->setFocus();
}

QString JobDetails::focusedText() const
{
    if (m_fields->hasFocus()) {
        const QModelIndex current = m_fields->currentIndex();
        return current.siblingAtColumn(current.parent().isValid() ? 1 : 0).data().toString();
    }
    const QString marked = m_record->focusedText();
    return marked.isEmpty() ? m_nodes->focusedText() : marked;
}
