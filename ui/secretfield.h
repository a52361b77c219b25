// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QWidget>

#include <optional>

class QComboBox;

// A line for a value that nobody else is to see: nothing of it goes to a clipboard, even while it is shown.
class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
};

// The value of one sensitive parameter, as a text or as JSON.
class SecretField : public QWidget
{
    Q_OBJECT

public:
    // `name` is the parameter's.
    SecretField(const QString &name, QWidget *parent);

    QString name() const { return m_name; }
    // As JSON; none: there is none yet.
    std::optional<QByteArray> value() const;
    // Why there is none; empty: there is.
    QString whyNot() const;
    void setShown(bool shown);
    // Empties the line and its history.
    void wipe();
    // What nobody is to read, in the forms that a server may repeat it in.
    QStringList secrets() const;

Q_SIGNALS:
    void changed();

private:
    const QString m_name;
    SecretEdit *m_edit;
    QComboBox *m_kind;
};
