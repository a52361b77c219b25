// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// Gives a test the same surroundings on every computer: UTC, the C locale, no display, no proxy, no
/// keychain, and a private home and runtime folder that go away with the process, so that tests may run side
/// by side. To be called before the application object exists.
void ownTimeAndPlace();

/// main() of a test program. The test includes the header of ApplicationClass and its own .moc file.
#define CALLBOARD_TEST_MAIN(TestClass, ApplicationClass)                                                     \
    int main(int argc, char *argv[])                                                                         \
    {                                                                                                        \
        ownTimeAndPlace();                                                                                   \
        ApplicationClass application(argc, argv);                                                            \
        TestClass test;                                                                                      \
        QTEST_SET_MAIN_SOURCE_PATH                                                                           \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
