// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretfield.h"

#include "jsonobject.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace {

enum SecretKind { Text, Json, EmptyText };

// All texts in a value.
void addTexts(QStringList &texts, const QJsonValue &json)
{
    if (json.isString())
        texts << json.toString();
    const QJsonArray array = json.toArray();
    for (const QJsonValue &element : array)
        addTexts(texts, element);
    const QJsonObject object = json.toObject();
    for (const QJsonValue &member : object)
        addTexts(texts, member);
}

} // namespace

SecretEdit::SecretEdit(QWidget *parent) : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setContextMenuPolicy(Qt::NoContextMenu);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
}

void SecretEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut))
        return;
    QLineEdit::keyPressEvent(event);
}

// What is marked with the mouse goes to a clipboard of its own on X11.
void SecretEdit::mouseReleaseEvent(QMouseEvent *event)
{
    if (echoMode() == QLineEdit::Normal)
        deselect();
    QLineEdit::mouseReleaseEvent(event);
}

SecretField::SecretField(const QString &name, QWidget *parent)
    : QWidget(parent), m_name(name), m_edit(new SecretEdit(this)), m_kind(new QComboBox(this))
{
    m_edit->setObjectName(u"secret"_s);
    m_edit->setAccessibleName(tr("Value of %1", "a parameter").arg(name));
    m_edit->setMaxLength(1 << 20);
    m_kind->setObjectName(u"secretKind"_s);
    m_kind->setAccessibleName(tr("Kind of the value of %1", "a parameter").arg(name));
    m_kind->addItem(tr("Text", "kind of value"));
    m_kind->addItem(tr("JSON", "kind of value"));
    m_kind->addItem(tr("Empty text", "kind of value"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_kind);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &SecretField::changed);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int kind) {
        m_edit->setEnabled(kind != EmptyText);
        Q_EMIT changed();
    });
}

std::optional<QByteArray> SecretField::value() const
{
    switch (m_kind->currentIndex()) {
    case Json:
        return jsonValueOf(m_edit->text());
    case EmptyText:
        return R"("")"_ba;
    default:
        break;
    }
    if (m_edit->text().isEmpty())
        return std::nullopt;
    return jsonStringOf(m_edit->text());
}

QString SecretField::whyNot() const
{
    if (value())
        return {};
    if (m_kind->currentIndex() == Json && !m_edit->text().isEmpty())
        return tr("The value of %1 is no JSON.", "a parameter").arg(m_name);
    return tr("The value of %1 is missing: the server never gave it.", "a parameter").arg(m_name);
}

void SecretField::setShown(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

void SecretField::wipe()
{
    // Unlike clear(), this empties the history of the field as well.
    m_edit->setText({});
}

QStringList SecretField::secrets() const
{
    QStringList texts;
    if (m_kind->currentIndex() == EmptyText)
        return texts;
    texts << m_edit->text() << m_edit->text().trimmed();
    if (m_kind->currentIndex() == Json)
        addTexts(texts, QJsonDocument::fromJson('[' + m_edit->text().toUtf8() + ']').array());
    const QStringList plain = texts;
    for (const QString &text : plain) {
        const QString quoted = QString::fromUtf8(jsonStringOf(text));
        texts << quoted.sliced(1, quoted.size() - 2);
    }
    texts.removeAll(QString());
    return texts;
}
