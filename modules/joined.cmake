# tirkeu_join(target): with TIRKEU_JOINED, the sources of a target are compiled several to a text.
#
# Two thirds of what a file costs go into the headers it includes. A machine that builds from nothing and once may
# read them once for a dozen files. Everyone else compiles each file by itself, so that a file says what it
# needs; where a joined text does not compile, ./test does the same, and that decides. Which files go together is told
# by their names at namespace scope, as for clang-tidy: tests/conformance/joining.py.
option(TIRKEU_JOINED "Compile several sources as one text; for a build from nothing" OFF)
if(TIRKEU_JOINED)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()

function(tirkeu_join target)
    if(NOT TIRKEU_JOINED)
        return()
    endif()
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    execute_process(COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tests/conformance/joining.py ${sources}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE lines OUTPUT_STRIP_TRAILING_WHITESPACE
        COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE "\n" ";" lines "${lines}")
    foreach(line IN LISTS lines)
        string(REGEX MATCH "^([0-9]+) (.*)$" line "${line}")
        set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP "${CMAKE_MATCH_1}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
