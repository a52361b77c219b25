// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStringListModel;

// The nodes that a job runs on, with a filter: there may be tens of thousands.
class NodeList : public QWidget
{
    Q_OBJECT

public:
    explicit NodeList(QWidget *parent = nullptr);

    void setNodes(const QStringList &nodes);
    // The current node, if the list has the focus; else empty.
    QString focusedText() const;

private:
    void showCount();

    QStringListModel *m_model;
    QSortFilterProxyModel *m_matching;
    QLineEdit *m_filter;
    QLabel *m_count;
    QListView *m_list;
};
