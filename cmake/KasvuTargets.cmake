# The few shapes of target that this project has: one static library per folder,
# one test binary per tests folder, messages and stubs generated from the protos.

# kasvu_library(NAME SOURCES a.cc … DEPS lib …)
# The static library of the current folder. Headers are found by their path from the root.
function(kasvu_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS} PRIVATE kasvu_warnings)
endfunction()

# kasvu_test(NAME SOURCES a_test.cc … DEPS lib … [LABELS …])
# One GoogleTest binary; each of its tests is one ctest test. Tests find data of the
# repository through the macro KASVU_SOURCE_DIR.
function(kasvu_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE KASVU_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                             KASVU_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main kasvu_warnings)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600 LABELS "${ARG_LABELS}")
endfunction()
