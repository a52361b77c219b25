// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAbstractButton;
class QHBoxLayout;
class QLabel;
class QProgressBar;

// A message across the window that stays until it is settled: an icon, plain text, and what can be done.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Level { Information, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    void setMessage(Level level, const QString &text);
    QString text() const;
    // Belongs to the bar; buttons stand in the order in which they are added.
    QAbstractButton *addButton(const QString &text);
    // Adds a button that hides the bar.
    void setDismissable();
    // How much of something is done; no bar is shown before the first call, and none with a `most` of 0.
    void setProgress(int value, int most);
    void setVisible(bool visible) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    // The bar goes, and with it the focus that it had; Qt would give it to whatever comes next.
    void focusReleased();
    void dismissed();

private:
    QHBoxLayout *m_layout;
    QLabel *m_icon;
    QLabel *m_text;
    QProgressBar *m_progress = nullptr;
};
