#include "joined.h"

#include <cstdio>
#undef main

std::map<std::string, tirkeu::test::Main>& tirkeu::test::joinedTests()
{
    static std::map<std::string, Main> tests;
    return tests;
}

int main(int argc, char** argv)
{
    const std::string called = argc > 0 ? argv[0] : "";
    const auto test = tirkeu::test::joinedTests().find(called.substr(called.rfind('/') + 1));
    if (test == tirkeu::test::joinedTests().end()) {
        std::fprintf(stderr, "%s: call a test by its own name\n", called.c_str());
        return 64;
    }
    return test->second(argc, argv);
}
