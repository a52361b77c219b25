// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httprequest.h"
#include "result.h"

#include <optional>

// Why an answer is no success: the server's own words first, then HTTP, then the network. None for a 2xx.
// `server` is what to call the other side.
std::optional<Error> httpErrorOf(const HttpAnswer &answer, const QString &server);

// The same for a question for a list: a 2xx with a web page, or with nothing at all, is no success either.
std::optional<Error> listErrorOf(const HttpAnswer &answer, const QString &server);
