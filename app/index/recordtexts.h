// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <simdjson.h>

// The texts of a record that a search looks at and the columns of the index do not have.
namespace RecordTexts {

// Joined by line feeds to `texts`. False: some of it is searched in another form than it has in the record,
// and only Job::searchText() tells.
bool append(std::string &texts, simdjson::dom::element record);
// The same with the description before them, which the columns have without its accents.
bool appendWithDescription(std::string &texts, simdjson::dom::element record);

} // namespace RecordTexts
