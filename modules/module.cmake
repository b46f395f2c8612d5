# tirkeu_module(name LAYER n [DEPENDS room…] [LIBS library…])
#
# A room of the house: a static library tirkeu_<name> (alias tirkeu::<name>) made of src/*.cpp, with its public headers
# under include/<name>/. DEPENDS names rooms of strictly lower layers; anything else stops here, at configure time.
# LIBS names libraries that are not ours; a library seen only by src/ is given as PRIVATE_LIBS.

define_property(TARGET PROPERTY TIRKEU_LAYER BRIEF_DOCS "The layer of a room" FULL_DOCS "0 is the lowest")

function(tirkeu_module name)
    cmake_parse_arguments(ARG "" "LAYER" "DEPENDS;LIBS;PRIVATE_LIBS" ${ARGN})
    if(NOT DEFINED ARG_LAYER OR ARG_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "tirkeu_module(${name}): say LAYER n, DEPENDS …, LIBS …; not: ${ARG_UNPARSED_ARGUMENTS}")
    endif()
    foreach(library IN LISTS ARG_LIBS ARG_PRIVATE_LIBS)
        if(library MATCHES "Widgets$|^Qt6::PrintSupport$")
            message(FATAL_ERROR "House rule: ${name} names ${library}; windows live only under app/")
        endif()
    endforeach()

    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/src/*/*.cpp
        ${CMAKE_CURRENT_SOURCE_DIR}/src/*.h ${CMAKE_CURRENT_SOURCE_DIR}/src/*/*.h
        ${CMAKE_CURRENT_SOURCE_DIR}/include/${name}/*.h ${CMAKE_CURRENT_SOURCE_DIR}/include/${name}/*/*.h)
    add_library(tirkeu_${name} STATIC ${sources})
    add_library(tirkeu::${name} ALIAS tirkeu_${name})
    set_target_properties(tirkeu_${name} PROPERTIES TIRKEU_LAYER ${ARG_LAYER})
    set(reach)
    target_include_directories(tirkeu_${name} PUBLIC include PRIVATE src)
    target_link_libraries(tirkeu_${name} PUBLIC ${ARG_LIBS} PRIVATE ${ARG_PRIVATE_LIBS} tirkeu_warnings)

    foreach(room IN LISTS ARG_DEPENDS)
        if(NOT TARGET tirkeu_${room})
            message(FATAL_ERROR "House rule: ${name} (layer ${ARG_LAYER}) names ${room}, which stands above it or not at all")
        endif()
        get_target_property(layer tirkeu_${room} TIRKEU_LAYER)
        if(NOT layer LESS ARG_LAYER)
            message(FATAL_ERROR "House rule: ${name} (layer ${ARG_LAYER}) names ${room} (layer ${layer}); only lower layers may be named")
        endif()
        target_link_libraries(tirkeu_${name} PUBLIC tirkeu_${room})
        get_target_property(further tirkeu_${room} TIRKEU_REACH)
        list(APPEND reach ${room} ${further})
    endforeach()
    list(REMOVE_DUPLICATES reach)
    set_target_properties(tirkeu_${name} PROPERTIES TIRKEU_REACH "${reach}")
    # The test that reads the includes takes the rules from here.
    set_property(GLOBAL APPEND_STRING PROPERTY TIRKEU_HOUSE "${name} ${ARG_LAYER} ${ARG_DEPENDS}\n")
endfunction()

# tirkeu_program(name [ROOMS room…] [LIBS library…]): an executable whose every source but main.cpp lies in an object
# library tirkeu_<name>_parts, so that tests share what is compiled once. The gateway's rooms stay out of every other
# program, and the simulation out of what a bank installs.
function(tirkeu_program name)
    cmake_parse_arguments(ARG "" "" "ROOMS;LIBS" ${ARGN})
    foreach(room IN LISTS ARG_ROOMS)
        set(further)
        if(TARGET tirkeu_${room})
            get_target_property(further tirkeu_${room} TIRKEU_REACH)
        endif()
        foreach(reached IN LISTS room further)
            if(reached MATCHES "^(reference|national)$" AND NOT name STREQUAL "tirkeu-gateway")
                message(FATAL_ERROR "House rule: ${name} reaches ${reached}, which belongs to the gateway alone")
            endif()
            if(reached MATCHES "^simulation" AND NOT TIRKEU_DEMO)
                message(FATAL_ERROR "House rule: ${name} reaches ${reached}, which no bank installs")
            endif()
        endforeach()
    endforeach()
    string(REPLACE "-" "_" target ${name})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
    add_library(${target}_parts STATIC ${sources})
    list(TRANSFORM ARG_ROOMS PREPEND tirkeu:: OUTPUT_VARIABLE rooms)
    target_include_directories(${target}_parts PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${target}_parts PUBLIC ${rooms} ${ARG_LIBS} PRIVATE tirkeu_warnings)
    add_executable(${target}_program main.cpp)
    set_target_properties(${target}_program PROPERTIES OUTPUT_NAME ${name})
    target_link_libraries(${target}_program PRIVATE ${target}_parts tirkeu_warnings)
endfunction()
