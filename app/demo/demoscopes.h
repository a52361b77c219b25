// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class DemoRandom;

// Targets as the orchestrator tells them: a JSON object with a single key.
QByteArray demoScope(DemoRandom &random);
QByteArray demoApplicationScope(DemoRandom &random);
QByteArray demoNodesScope(DemoRandom &random, quint32 count);
