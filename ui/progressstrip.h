// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

// Something that goes on for a while: what it is, how far it is, and a button that ends it.
class ProgressStrip : public QWidget
{
    Q_OBJECT

public:
    // `measure` is what the bar counts, for those who can't see it.
    ProgressStrip(const QString &name, const QString &measure, QWidget *parent = nullptr);

    // What may soon be over is not worth a strip that flashes up.
    enum class Haste { MayBeShort, TakesTime };
    // May be said again while it goes on.
    void begin(Haste haste);
    void end();
    void setText(const QString &text);
    // 0 in all: nobody knows how far it is. May be larger than an int.
    void setProgress(qint64 done, qint64 all);

    void setVisible(bool visible) override;

Q_SIGNALS:
    void cancelled();
    // The strip goes, and with it the focus that it had.
    void focusReleased();

private:
    QTimer m_patience;
    bool m_isUnderWay = false;
    QLabel *m_text;
    QProgressBar *m_progress;
};
