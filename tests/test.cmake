# tirkeu_test(name SOURCES … [ROOMS room…] [LIBS …] [LABELS …] [TIMEOUT s] [ENVIRONMENT K=V…])
#
# One executable per class under test, offscreen. A test that needs a real window says LABELS xvfb and is started through
# xvfb-run; label `long` keeps it out of the everyday run.
include_guard()

function(tirkeu_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;ROOMS;LIBS;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    list(TRANSFORM ARG_ROOMS PREPEND tirkeu:: OUTPUT_VARIABLE rooms)
    target_link_libraries(${name} PRIVATE ${rooms} ${ARG_LIBS} tirkeu_test_support Qt6::Test tirkeu_warnings)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(TIRKEU_SANITIZE STREQUAL "thread")
        target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/tsan/tsanqt.cpp)
    endif()
    if("xvfb" IN_LIST ARG_LABELS)
        add_test(NAME ${name} COMMAND xvfb-run -a -s "-screen 0 1366x768x24" $<TARGET_FILE:${name}>)
        set(platform xcb)
    else()
        add_test(NAME ${name} COMMAND ${name})
        set(platform offscreen)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ENVIRONMENT
        "QT_QPA_PLATFORM=${platform};QT_LOGGING_RULES=qt.qpa.*=false;LC_ALL=C.UTF-8;TIRKEU_SOURCE=${CMAKE_SOURCE_DIR};TIRKEU_BUILD=${CMAKE_BINARY_DIR};${ARG_ENVIRONMENT}"
        SKIP_REGULAR_EXPRESSION "SKIP WHOLE TEST")
endfunction()

# tirkeu_fuzz(name SOURCES … ROOMS … CORPUS dir [DICTIONARY file])
#
# A function LLVMFuzzerTestOneInput. The test replays the corpus: by a small main of our own, or, with TIRKEU_FUZZERS,
# by libFuzzer, which then goes on inventing inputs for as long as it is told (target `fuzzers`).
add_custom_target(fuzzers)
function(tirkeu_fuzz name)
    cmake_parse_arguments(ARG "" "CORPUS" "SOURCES;ROOMS;LIBS" ${ARGN})
    list(TRANSFORM ARG_ROOMS PREPEND tirkeu:: OUTPUT_VARIABLE rooms)
    add_executable(${name} ${ARG_SOURCES})
    if(TIRKEU_FUZZERS)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        set(replay -runs=0 -max_len=65536 -rss_limit_mb=2048)
    else()
        target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp)
    endif()
    add_dependencies(fuzzers ${name})
    add_test(NAME ${name} COMMAND ${name} ${replay} ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_CORPUS})
    set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 120)
    target_link_libraries(${name} PRIVATE ${rooms} ${ARG_LIBS} tirkeu_warnings)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
endfunction()
