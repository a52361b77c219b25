// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordmembers.h"
#include "recordvalues.h"

#include <optional>

// JobWork for what simdjson has parsed.
namespace RecordWork {

// JobWork::hash() of the record; 0: there is no such work. None: only Job can tell.
std::optional<quint64> hashOf(const RecordShape &shape, const RecordValues &values);

} // namespace RecordWork
