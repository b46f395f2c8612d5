#pragma once

#include <map>
#include <string>

// Several tests in one program (TIRKEU_JOINED): the build puts this before each of them, and the main of each becomes
// an entry under the name of its file. joinedmain.cpp starts the one whose name the program was called by.
namespace tirkeu::test {

using Main = int (*)(int, char**);
std::map<std::string, Main>& joinedTests();

inline bool enlist(const std::string& file, Main entry)
{
    const auto name = file.rfind('/') + 1;
    return joinedTests().emplace(file.substr(name, file.rfind('.') - name), entry).second;
}

} // namespace tirkeu::test

// What it expands to begins behind the word int.
#define TIRKEU_ENLIST(part, ...)                                                                                       \
    entry_##part(__VA_ARGS__);                                                                                         \
    static const bool enlisted_##part = tirkeu::test::enlist(__FILE__, &entry_##part);                                 \
    int entry_##part(__VA_ARGS__)
#define TIRKEU_ENLIST_PART(part, ...) TIRKEU_ENLIST(part, __VA_ARGS__)
#define main(...) TIRKEU_ENLIST_PART(TIRKEU_PART, __VA_ARGS__)
