// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparedetails.h"

#include "comparefieldsmodel.h"
#include "indexedtexts.h"
#include "tablerows.h"
#include "wrappingdelegate.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

CompareDetails::CompareDetails(QWidget *parent)
    : QWidget(parent),
      m_model(new CompareFieldsModel(this)),
      m_title(new QLabel(this)),
      m_all(new QCheckBox(tr("All fiel&ds"), this)),
      m_table(new QTableView(this))
{
    m_title->setObjectName(u"comparedJob"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_all->setObjectName(u"allFields"_s);
    m_table->setObjectName(u"comparedFields"_s);
    m_table->setAccessibleName(tr("Fields before and after"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView *header = m_table->horizontalHeader();
    m_table->setItemDelegate(new WrappingDelegate(header, m_table));
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Stretch);
    const int character = fontMetrics().averageCharWidth();
    for (const auto &[section, width] :
         {std::pair(CompareFieldsModel::FieldName, 20), {CompareFieldsModel::Difference, 16}}) {
        header->setSectionResizeMode(section, QHeaderView::Interactive);
        m_table->setColumnWidth(section, width * character + 16);
    }
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->verticalHeader()->setMaximumSectionSize(fontMetrics().height() * 8);
    m_table->verticalHeader()->hide();
    connect(header, &QHeaderView::sectionResized, m_table, &QTableView::resizeRowsToContents);
    connect(m_all, &QCheckBox::toggled, this, &CompareDetails::read);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
}

void CompareDetails::showEntry(std::shared_ptr<const Comparison> comparison,
                               std::optional<Comparison::Entry> entry)
{
    m_comparison = std::move(comparison);
    m_entry = entry;
    read();
}

void CompareDetails::read()
{
    m_work.stop();
    if (!m_entry) {
        m_model->setFields({}, Comparison::Kind::Changed);
        m_title->setText(tr("Select a job to see its fields before and after."));
        return;
    }
    const bool isOnOneSide = m_entry->before == Comparison::NoRow || m_entry->after == Comparison::NoRow;
    const Extent extent = m_all->isChecked() || isOnOneSide ? Extent::AllFields : Extent::DifferencesOnly;
    m_work.run([comparison = m_comparison, entry = *m_entry,
                extent](const std::stop_token &) { return comparison->fieldsOf(entry, extent); },
               [this](const Result<QList<FieldComparison>> &fields) {
                   const bool isAfter = m_entry->after != Comparison::NoRow;
                   const QString name = IndexedTexts::of(isAfter ? m_comparison->after : m_comparison->before,
                                                         isAfter ? m_entry->after : m_entry->before)
                                            .name;
                   m_model->setFields(fields ? fields.value() : QList<FieldComparison>(), m_entry->kind);
                   if (!fields)
                       m_title->setText(fields.error().toText());
                   else
                       m_title->setText(name.isEmpty() ? tr("A job without a name") : tr("Job %1").arg(name));
               });
}

QString CompareDetails::focusedText() const
{
    return m_table->hasFocus() ? textOfRows(*m_table) : QString();
}
