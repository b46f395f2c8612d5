#include "failingmemory.h"

#include <sqlcipher/sqlite3.h>

namespace tirkeu::test {

namespace {
struct State
{
    sqlite3_mem_methods system{};
    qint64 allocations = 0;
    qint64 failed = 0;
    qint64 failAt = -1;
    FailingMemory::Lasting lasting = FailingMemory::Lasting::Once;
};
State state;

bool fails()
{
    const qint64 allocation = state.allocations++;
    const bool once = state.lasting == FailingMemory::Lasting::Once;
    const bool hit = state.failAt >= 0 && (once ? allocation == state.failAt : allocation >= state.failAt);
    state.failed += hit ? 1 : 0;
    return hit;
}
void* allocate(int size)
{
    return fails() ? nullptr : state.system.xMalloc(size);
}
void* reallocate(void* old, int size)
{
    return fails() ? nullptr : state.system.xRealloc(old, size);
}
} // namespace

bool FailingMemory::install()
{
    // Asking for the methods makes SQLite choose its own first.
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &state.system) != SQLITE_OK)
        return false;
    sqlite3_mem_methods methods = state.system;
    methods.xMalloc = allocate;
    methods.xRealloc = reallocate;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK && sqlite3_initialize() == SQLITE_OK;
}

void FailingMemory::failAt(qint64 allocation, Lasting lasting)
{
    state.allocations = 0;
    state.failed = 0;
    state.failAt = allocation;
    state.lasting = lasting;
}

void FailingMemory::neverFail()
{
    failAt(-1, Lasting::Once);
}

qint64 FailingMemory::allocations()
{
    return state.allocations;
}

qint64 FailingMemory::failed()
{
    return state.failed;
}

} // namespace tirkeu::test
