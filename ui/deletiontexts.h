// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class Deletion;
class DeletionBatch;
class JobSource;

// Where a deletion stands, in one or two sentences. Plain text; the server's words are quoted in it. Which
// server it is about is said where that is not `shown`, the one whose list is looked at, or is production.
QString deletionText(const Deletion &deletion, const JobSource *shown);

// The same of all that were asked for together; of a single one, the text above.
QString batchText(const DeletionBatch &batch, const JobSource *shown);

// Whether somebody should see this end of it. What went as wished needs no words, if the list shows it.
bool deletionNeedsReading(const Deletion &deletion, const JobSource *shown);
// Of many, every end that is not their being taken back.
bool batchNeedsReading(const DeletionBatch &batch, const JobSource *shown);
