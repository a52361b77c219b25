// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"
#include "detachedwork.h"

#include <QWidget>

#include <memory>
#include <optional>

class CompareFieldsModel;
class QCheckBox;
class QLabel;
class QTableView;

// One job of a comparison, field by field. Its records are read when they are looked at, beside the GUI
// thread.
class CompareDetails : public QWidget
{
    Q_OBJECT

public:
    explicit CompareDetails(QWidget *parent = nullptr);

    // None: nothing is selected.
    void showEntry(std::shared_ptr<const Comparison> comparison, std::optional<Comparison::Entry> entry);
    // The marked lines as text, if the fields have the focus; else empty.
    QString focusedText() const;

private:
    void read();

    std::shared_ptr<const Comparison> m_comparison;
    std::optional<Comparison::Entry> m_entry;
    CompareFieldsModel *m_model;
    QLabel *m_title;
    QCheckBox *m_all;
    QTableView *m_table;
    DetachedWork m_work;
};
