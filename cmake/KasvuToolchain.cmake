# Compiler, linker and third-party packages, all of them Debian 12's.

# Objects are the same in every clone: ccache sees paths relative to the build folder, and neither
# debug information nor __FILE__ names the clone. So a second clone compiles nothing again.
find_program(KASVU_CCACHE ccache)
if(KASVU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
                                  ${KASVU_CCACHE})
endif()
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

find_program(KASVU_MOLD mold)
if(KASVU_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(absl REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC REQUIRED)
find_package(RocksDB REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(mimalloc REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(prometheus REQUIRED IMPORTED_TARGET prometheus-cpp-core)

# Left out is what GCC 12 guesses from optimised code: it differs from preset to preset and is
# wrong about std::optional and std::string. The sanitizers see the real cases.
add_library(kasvu_warnings INTERFACE)
target_compile_options(kasvu_warnings INTERFACE
  -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-maybe-uninitialized -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
  -Wno-stringop-overread)

if(KASVU_SANITIZE)
  add_compile_options(-fsanitize=${KASVU_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KASVU_SANITIZE})
endif()
if(KASVU_SANITIZE STREQUAL "thread")
  # Headers of Protobuf and Abseil lay their types out differently when they see this; the libraries
  # they belong to are Debian's and were built without.
  add_compile_options(-U__SANITIZE_THREAD__)
endif()
