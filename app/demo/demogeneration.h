// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which of the servers that there are is played.
enum class DemoGeneration {
    Pe2018, // /scheduled_jobs of PE 2018.1: little in a record, no sorting, no filter
    Pe2019, // /scheduled_jobs of PE 2019.8.3 to 2021.6
    Pe2021  // /scheduled_jobs/environment_jobs of PE 2021.7 and later
};
