# tirkeu_test(name SOURCES … [ROOMS room…] [LIBS …] [INCLUDES …] [LABELS …] [TIMEOUT s] [ENVIRONMENT K=V…] [ALONE])
#
# One executable per class under test, offscreen; with TIRKEU_JOINED one per folder, under the name of each of its tests,
# unless the test says ALONE. A test that needs a real window says LABELS xvfb and is started through
# xvfb-run, with a picture of DISPLAYS if one display is not enough; label `long` keeps it out of the everyday run.
include_guard()

function(tirkeu_test name)
    cmake_parse_arguments(ARG "ALONE" "TIMEOUT;DISPLAYS" "SOURCES;ROOMS;LIBS;INCLUDES;LABELS;ENVIRONMENT" ${ARGN})
    set(program ${name})
    if(TIRKEU_JOINED AND NOT ARG_ALONE AND NOT TIRKEU_SANITIZE STREQUAL "thread")
        tirkeu_joined_tests(program ${name})
    else()
        add_executable(${name})
        if(TIRKEU_SANITIZE STREQUAL "thread")
            target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/tsan/tsanqt.cpp
                ${CMAKE_SOURCE_DIR}/tests/support/tsan/tsanqueue.cpp)
        endif()
    endif()
    list(TRANSFORM ARG_ROOMS PREPEND tirkeu:: OUTPUT_VARIABLE rooms)
    target_sources(${program} PRIVATE ${ARG_SOURCES})
    target_include_directories(${program} PRIVATE ${ARG_INCLUDES})
    target_link_libraries(${program} PRIVATE ${rooms} ${ARG_LIBS} tirkeu_test_support Qt6::Test tirkeu_warnings)
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if("xvfb" IN_LIST ARG_LABELS)
        if(NOT ARG_DISPLAYS)
            set(ARG_DISPLAYS 1366x768x24)
        endif()
        add_test(NAME ${name} COMMAND xvfb-run -a -s "-screen 0 ${ARG_DISPLAYS} -noreset" $<TARGET_FILE:${name}>)
        set(platform xcb)
    else()
        add_test(NAME ${name} COMMAND ${name})
        set(platform offscreen)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(TIRKEU_SANITIZE)
        math(EXPR ARG_TIMEOUT "3 * ${ARG_TIMEOUT}") # several times the work; limits within a test are its own to raise
    endif()
    # Those that may take long begin first, so that none runs on alone at the end.
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ENVIRONMENT
        "QT_QPA_PLATFORM=${platform};QT_LOGGING_RULES=qt.qpa.*=false;LC_ALL=C.UTF-8;TIRKEU_SOURCE=${CMAKE_SOURCE_DIR};TIRKEU_BUILD=${CMAKE_BINARY_DIR};${ARG_ENVIRONMENT}"
        SKIP_REGULAR_EXPRESSION "SKIP WHOLE TEST")
endfunction()

# The program that holds the tests of this folder, and a target with the test's own name for whoever depends on it.
function(tirkeu_joined_tests program name)
    get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set(joined tests_${folder})
    if(NOT TARGET ${joined})
        set(support ${CMAKE_SOURCE_DIR}/tests/support/joined)
        add_executable(${joined} ${support}/joinedmain.cpp)
        set_source_files_properties(${support}/joinedmain.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        set_target_properties(${joined} PROPERTIES UNITY_BUILD_UNIQUE_ID TIRKEU_PART
            UNITY_BUILD_CODE_BEFORE_INCLUDE "#include \"${support}/joined.h\"")
        cmake_language(EVAL CODE "cmake_language(DEFER CALL tirkeu_join ${joined})")
    endif()
    add_custom_command(TARGET ${joined} POST_BUILD COMMAND ${CMAKE_COMMAND} -E create_symlink ${joined} ${name}
        WORKING_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_executable(${name} IMPORTED)
    set_target_properties(${name} PROPERTIES IMPORTED_LOCATION ${CMAKE_BINARY_DIR}/tests/${name})
    set(${program} ${joined} PARENT_SCOPE)
endfunction()

# tirkeu_long_rows(test environment rows…): the same program with every point of one row, an entry of its own in the
# long group, so that they can be given out one by one. None takes more than a few minutes.
function(tirkeu_long_rows test environment)
    foreach(row IN LISTS ARGN)
        string(REGEX REPLACE "^[^:]*:" "" tag "${row}")
        add_test(NAME ${test}_all_${tag} COMMAND ${test} ${row})
        set_tests_properties(${test}_all_${tag} PROPERTIES LABELS long TIMEOUT 1200
            ENVIRONMENT "TIRKEU_ALL_FAULTS=1;QTEST_FUNCTION_TIMEOUT=1150000;${environment}")
    endforeach()
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
