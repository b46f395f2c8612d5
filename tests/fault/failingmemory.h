#pragma once

#include <QtGlobal>

namespace tirkeu::test {

/// SQLite's and SQLCipher's memory for tests: the allocation it is told to fail, fails. Process-wide, as SQLite's
/// memory is; put in place before anything opens a database.
class FailingMemory
{
public:
    enum class Lasting { Once, FromThenOn };

    [[nodiscard]] static bool install();
    static void failAt(qint64 allocation, Lasting lasting); ///< counting starts anew
    static void neverFail();
    [[nodiscard]] static qint64 allocations();
    [[nodiscard]] static qint64 failed();
};

} // namespace tirkeu::test
