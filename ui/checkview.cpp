// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkview.h"

#include "longwords.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace {

QString titleOf(ConnectionCheck::Topic topic)
{
    switch (topic) {
    case ConnectionCheck::Topic::Name:
        return CheckView::tr("Name (DNS)");
    case ConnectionCheck::Topic::Port:
        return CheckView::tr("Port (TCP)");
    case ConnectionCheck::Topic::Encryption:
        return CheckView::tr("Encryption (TLS)");
    case ConnectionCheck::Topic::SignIn:
        return CheckView::tr("Sign-in");
    case ConnectionCheck::Topic::Api:
        return CheckView::tr("API");
    case ConnectionCheck::Topic::Rights:
        return CheckView::tr("Rights");
    }
    return {};
}

// A mark and a word: not everybody tells marks apart, and no screen reader reads them.
QString stateText(ConnectionCheck::State state)
{
    switch (state) {
    case ConnectionCheck::State::Waiting:
        return CheckView::tr("· waiting", "state of a step");
    case ConnectionCheck::State::Running:
        return CheckView::tr("… under way", "state of a step");
    case ConnectionCheck::State::Passed:
        return CheckView::tr("✓ good", "state of a step");
    case ConnectionCheck::State::Unsure:
        return CheckView::tr("⚠ note", "state of a step");
    case ConnectionCheck::State::Failed:
        return CheckView::tr("✗ failed", "state of a step");
    case ConnectionCheck::State::Skipped:
        return CheckView::tr("– left out", "state of a step");
    }
    return {};
}

QString textOf(const ConnectionCheck::Step &step)
{
    QStringList lines{CheckView::tr("%1: %2", "a step of the test, its state")
                          .arg(titleOf(step.topic), stateText(step.state))};
    for (const QString &text : {step.text, step.nextStep, step.details}) {
        const QStringList parts = text.split(u'\n', Qt::SkipEmptyParts);
        for (const QString &part : parts)
            lines << u"    "_s + part;
    }
    return lines.join(u'\n');
}

} // namespace

CheckView::CheckView(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(u"checkView"_s);
    setAccessibleName(tr("Test of the connection"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setPlaceholderText(
        tr("Test tries the connection step by step: name, port, encryption, sign-in, API and rights."));
}

CheckView::~CheckView() = default;

void CheckView::start(const Connection &connection)
{
    m_check = std::make_unique<ConnectionCheck>(connection);
    connect(m_check.get(), &ConnectionCheck::changed, this, &CheckView::showSteps);
    m_check->start();
}

void CheckView::showText(const QString &text)
{
    stop();
    setPlainText(text);
}

void CheckView::stop()
{
    m_check.reset();
    clear();
}

void CheckView::showSteps()
{
    QStringList texts;
    for (const ConnectionCheck::Step &step : m_check->steps())
        texts << textOf(step);
    const int scrolled = verticalScrollBar()->value();
    setPlainText(breakable(texts.join(u'\n')));
    verticalScrollBar()->setValue(scrolled);
    if (m_check->isFinished())
        Q_EMIT finished();
}
