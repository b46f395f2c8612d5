# FFmpeg's libraries, for clips in memory; only what names them is linked to them.
find_package(PkgConfig REQUIRED)
if(NOT TARGET PkgConfig::FFMPEG)
    pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET GLOBAL libavformat libavcodec libavutil libswscale)
endif()
