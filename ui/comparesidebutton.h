// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

#include <functional>

// One side of a comparison: what it is, and a menu to choose something else.
class CompareSideButton : public QPushButton
{
    Q_OBJECT

public:
    // `side` is what it is for ("Before").
    CompareSideButton(const QString &side, const QString &name, QWidget *parent = nullptr);

    // Shortened to what there is room for.
    void setChoice(const QString &text);
    // What the list in the window is called; empty: there is none to be compared. Asked when the menu opens.
    void setWindowList(std::function<QString()> label) { m_windowList = std::move(label); }
    // Files that are offered beside the recent ones, with what to call them. Asked when the menu opens.
    struct Offer
    {
        QString text;
        QString path;
    };
    void setOffers(std::function<QList<Offer>()> offers) { m_offers = std::move(offers); }
    void askForFile();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void windowListChosen();
    void fileChosen(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillMenu();
    void addFile(QMenu *menu, const QString &text, const QString &path);
    void shorten();

    const QString m_side;
    QString m_choice;
    QMenu *m_menu;
    std::function<QString()> m_windowList;
    std::function<QList<Offer>()> m_offers;
};
