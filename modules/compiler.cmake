# Compiler, linker and cache settings for every target, in one place.

set(TIRKEU_SANITIZE "" CACHE STRING "Sanitizers, comma-separated: address,undefined or thread")
option(TIRKEU_HARDEN "Hardening flags, read back from the binaries by a test" ON)

find_program(TIRKEU_CCACHE ccache)
if(TIRKEU_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${TIRKEU_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${TIRKEU_CCACHE})
endif()

# Line tables are enough for a stack trace, and half the time to link.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DQT_FORCE_ASSERTS")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_program(TIRKEU_MOLD mold)
if(TIRKEU_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=) # no path of the builder's machine in what is shipped
endif()

if(TIRKEU_SANITIZE)
    add_compile_options(-fsanitize=${TIRKEU_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${TIRKEU_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND TIRKEU_SANITIZE MATCHES "address")
        add_compile_definitions(__SANITIZE_ADDRESS__=1) # as g++ says it
    endif()
endif()
# What the sanitizers watch for shows without an optimiser, which would take more than half of the time to compile. Rooms
# that go over every pixel say otherwise: their tests would take minutes.
macro(tirkeu_unoptimised_where_sanitized)
    if(TIRKEU_SANITIZE)
        add_compile_options(-O0)
    endif()
endmacro()
# Tests wait for what they test, which is optimised; themselves they would take half of all compiling. What glibc checks
# at run time asks for an optimiser, and its absence would be a warning in every file.
macro(tirkeu_unoptimised_tests)
    if(TIRKEU_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL "Release")
        add_compile_options(-O0 "SHELL:-U_FORTIFY_SOURCE")
    endif()
endmacro()
macro(tirkeu_optimised_all_the_same)
    if(TIRKEU_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL "Release")
        add_compile_options(-O2)
    endif()
endmacro()

if(TIRKEU_HARDEN)
    add_compile_options(-fstack-protector-strong -fcf-protection=full -fstack-clash-protection -U_FORTIFY_SOURCE
        -D_FORTIFY_SOURCE=2)
    add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

# Linked by every target of ours, never by what others wrote.
add_library(tirkeu_warnings INTERFACE)
target_compile_options(tirkeu_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wcast-align -Wnon-virtual-dtor
    -Woverloaded-virtual -Wold-style-cast -Wimplicit-fallthrough -Werror=switch -Werror=return-type
    $<$<COMPILE_LANGUAGE:CXX>:-Wconversion -Wsign-conversion>)
target_compile_definitions(tirkeu_warnings INTERFACE QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
