// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;

// Which differences are to be shown: a kind, a text, and whether runs count.
class CompareFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit CompareFilterBar(QWidget *parent = nullptr);

    // The kinds, with how many there are of each; each is shown again.
    void offerKinds(const Comparison &comparison);
    std::optional<Comparison::Kind> kind() const;
    QString text() const;
    // Whether not every kind or not every text is shown.
    bool isNarrow() const { return kind().has_value() || !text().isEmpty(); }
    bool showsActivity() const;
    void setShowsActivity(bool shows);
    // Each kind, and any text.
    void clear();
    // False: there was no text.
    bool clearText();
    void focusText();

Q_SIGNALS:
    // Another kind, or with activity or without.
    void choiceChanged();
    // Another text, when typing rests.
    void textChanged();
    // Return in the field for it.
    void entered();

private:
    void showCount();

    qsizetype m_changes = 0;
    qsizetype m_active = 0;
    QComboBox *m_kind;
    QLineEdit *m_text;
    QCheckBox *m_activity;
    QTimer m_pause;
};
