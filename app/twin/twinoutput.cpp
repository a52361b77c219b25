// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "twinoutput.h"

#include "plaintext.h"
#include "standardoutput.h"
#include "wholefile.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Twin)
};

QString withoutEnd(const QString &text)
{
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

} // namespace

namespace TwinOutput {

// A certificate takes several lines; whatever else is in them, is seen.
void say(const QString &text)
{
    QByteArray bytes("callboard: ");
    const QStringList lines = text.trimmed().split(u'\n');
    for (const QString &line : lines)
        bytes += PlainText::visible(line).toUtf8() + '\n';
    std::fputs(bytes.constData(), stderr);
}

bool deliver(const QString &path, const Writer &write, const std::stop_token &stop)
{
    if (!path.isEmpty()) {
        const auto problem = WholeFile::write(path, write);
        if (problem && !stop.stop_requested())
            say(Texts::tr("%1 was not written: %2.").arg(path, withoutEnd(*problem)));
        return !problem;
    }
    StandardOutput out;
    const auto problem = write(out);
    if (!problem)
        return true;
    if (out.isBroken()) {
        // As other programs do; Qt has switched that off.
        std::signal(SIGPIPE, SIG_DFL);
        std::raise(SIGPIPE);
    }
    if (!stop.stop_requested()) {
        // Of what there is nothing to write of, standard output is not to blame.
        const bool isOfOutput = out.hasWritten() || *problem == out.errorString();
        say((isOfOutput ? Texts::tr("Not all was written to standard output: %1.")
                        : Texts::tr("Nothing was written: %1."))
                .arg(withoutEnd(*problem)));
    }
    return false;
}

} // namespace TwinOutput
