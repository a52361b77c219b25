// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include <QList>
#include <QStringList>

#include <optional>

// The configuration of Puppet Enterprise's client tools on this machine: orchestrator.conf (service-url,
// cacert and token-file under "options") and puppet-access.conf (service-url, certificate-file and
// token-file), as the documentation of PE has them. Of each key, the user's file wins over the global one.
struct ClientTools
{
    QString userFolder;
    QString globalFolder;

    // ~/.puppetlabs/client-tools and /etc/puppetlabs/client-tools
    static ClientTools usual();

    struct Finding
    {
        // None: the files name no orchestrator.
        std::optional<Profile> profile;
        // What is wrong with a file, with its line; the others count all the same.
        QList<Error> problems;
        // Those that are there.
        QStringList files;
    };
    Finding read() const;
};
