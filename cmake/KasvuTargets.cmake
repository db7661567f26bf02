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

# Everything a ThreadSanitizer build has to run: `cmake --build --preset tsan` makes this target.
add_custom_target(kasvu_tsan_tests)

# kasvu_test(NAME [NOT_UNDER_TSAN] [ONE_PROCESS] SOURCES a_test.cc … DEPS lib … [LABELS …])
# One GoogleTest binary; each of its tests is one ctest test, or all of them together with
# ONE_PROCESS, where they share something that takes long to start. Tests find data of the
# repository through the macro KASVU_SOURCE_DIR. A ThreadSanitizer build leaves out whatever
# links gRPC, directly or not (Debian's absl::Mutex raises false races there), and whatever says
# NOT_UNDER_TSAN or stands in a folder that sets KASVU_ONE_THREAD: nothing there can race.
function(kasvu_test name)
  cmake_parse_arguments(ARG "NOT_UNDER_TSAN;ONE_PROCESS" "" "SOURCES;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE KASVU_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                             KASVU_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main kasvu_warnings)
  # What tests exercise is optimised; they themselves are compiled far oftener than they run.
  if(KASVU_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_options(${name} PRIVATE -O0)
  endif()

  kasvu_reaches_grpc(${name} links_grpc)
  if(links_grpc OR ARG_NOT_UNDER_TSAN OR KASVU_ONE_THREAD)
    if(KASVU_SANITIZE STREQUAL "thread")
      set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
      return()
    endif()
  else()
    add_dependencies(kasvu_tsan_tests ${name})
  endif()
  if(ARG_ONE_PROCESS)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 600 LABELS "${ARG_LABELS}")
    return()
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600 LABELS "${ARG_LABELS}")
endfunction()

# kasvu_reaches_grpc(TARGET RESULT)
# Sets RESULT to whether TARGET links gRPC, following its libraries. They must be defined by then.
function(kasvu_reaches_grpc target result)
  set(${result} OFF PARENT_SCOPE)
  set(waiting ${target})
  set(seen)
  while(waiting)
    list(POP_FRONT waiting library)
    if(library MATCHES "^gRPC::")
      set(${result} ON PARENT_SCOPE)
      return()
    endif()
    # Only our own libraries are followed; what is imported reaches gRPC by its name or not at all.
    if(library IN_LIST seen OR NOT TARGET ${library})
      continue()
    endif()
    list(APPEND seen ${library})
    get_target_property(imported ${library} IMPORTED)
    if(imported)
      continue()
    endif()
    foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
      get_target_property(libraries ${library} ${property})
      if(libraries)
        list(APPEND waiting ${libraries})
      endif()
    endforeach()
  endwhile()
endfunction()
