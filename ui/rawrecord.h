// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

// The record of a job as JSON: indented for reading or byte for byte as it came, with search and copy.
class RawRecord : public QWidget
{
    Q_OBJECT

public:
    explicit RawRecord(QWidget *parent = nullptr);

    // `strict` is the same record as valid JSON.
    void setRecord(const QByteArray &received, const QByteArray &strict);
    void focusText();
    // What is marked in the record, if that has the focus; else empty.
    QString focusedText() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showText();
    void find(bool backwards);

    QByteArray m_received;
    QByteArray m_strict;
    QPlainTextEdit *m_text;
    QLineEdit *m_search;
    QLabel *m_found;
    QCheckBox *m_asReceived;
    bool m_isStale = false;
};
