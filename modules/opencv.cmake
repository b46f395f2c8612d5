# OpenCV's parts one by one: Debian's configuration file comes only with the package that pulls in all of them.
foreach(part IN ITEMS core imgproc imgcodecs)
    find_library(TIRKEU_OPENCV_${part} opencv_${part} REQUIRED)
    find_path(TIRKEU_OPENCV_INCLUDE_${part} opencv2/${part}.hpp PATH_SUFFIXES opencv4 REQUIRED)
    if(NOT TARGET opencv_${part})
        add_library(opencv_${part} SHARED IMPORTED GLOBAL)
        set_target_properties(opencv_${part} PROPERTIES IMPORTED_LOCATION ${TIRKEU_OPENCV_${part}}
            INTERFACE_INCLUDE_DIRECTORIES ${TIRKEU_OPENCV_INCLUDE_${part}})
    endif()
endforeach()
