# SPDX-License-Identifier: GPL-3.0-or-later
# The three ways in which this repository declares a target. Language level, warnings, sanitizers, include root and
# test environment are set here once.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

add_library(weir_flags INTERFACE)
target_include_directories(weir_flags INTERFACE ${CMAKE_SOURCE_DIR})
# g++ 12 sees uninitialized members in moved-from optionals and strings where there are none.
target_compile_options(weir_flags INTERFACE -Wall -Wextra $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(WEIR_WERROR)
  target_compile_options(weir_flags INTERFACE -Werror)
endif()
if(WEIR_SANITIZE)
  target_compile_options(weir_flags INTERFACE -fsanitize=${WEIR_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(weir_flags INTERFACE -fsanitize=${WEIR_SANITIZE})
  if(WEIR_SANITIZE MATCHES undefined)
    # The first finding ends the program. A null pointer is the address sanitizer's to find; the checks of every access for
    # alignment and type make compiling more than twice as slow.
    target_compile_options(weir_flags INTERFACE -fno-sanitize-recover=undefined -fno-sanitize=null,alignment,vptr)
  endif()
endif()
target_compile_definitions(weir_flags INTERFACE
  QT_NO_FOREACH QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)

# weir_library(NAME wire SOURCES a.cpp ... [DEPENDS base fmt::fmt ...] [PRIVATE ZLIB::ZLIB ...] [QT])
# A bare name in DEPENDS or PRIVATE is another folder of ours (weir::name). QT turns moc on.
function(weir_library)
  cmake_parse_arguments(A "QT;STRICT" "NAME" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  add_library(weir_${A_NAME} STATIC ${A_SOURCES})
  add_library(weir::${A_NAME} ALIAS weir_${A_NAME})
  _weir_link(weir_${A_NAME} PUBLIC ${A_DEPENDS})
  _weir_link(weir_${A_NAME} PRIVATE ${A_PRIVATE})
  target_link_libraries(weir_${A_NAME} PUBLIC weir_flags)
  if(A_STRICT)
    target_compile_options(weir_${A_NAME} PRIVATE -Wshadow -Wconversion)
  endif()
  if(A_QT)
    set_target_properties(weir_${A_NAME} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# weir_program(NAME weirctl SOURCES main.cpp ... LINKS ... [QT])
function(weir_program)
  cmake_parse_arguments(A "QT" "NAME" "SOURCES;LINKS" ${ARGN})
  add_executable(${A_NAME} ${A_SOURCES})
  _weir_link(${A_NAME} PRIVATE ${A_LINKS})
  target_link_libraries(${A_NAME} PRIVATE weir_flags)
  if(A_QT)
    set_target_properties(${A_NAME} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# weir_test(NAME tst_x SOURCES tst_x.cpp LINKS wire ... LABELS unit [TIMEOUT 60] [ENV A=B ...] [SERIAL])
# Qt Test, offscreen, with a private home so that no test reads or writes the state of the person who runs it.
# Unit tests of folders with threads (WEIR_THREADS) carry the label threads as well: they are what the tsan preset runs.
function(weir_test)
  cmake_parse_arguments(A "SERIAL" "NAME;TIMEOUT" "SOURCES;LINKS;LABELS;ENV" ${ARGN})
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  add_executable(${A_NAME} ${A_SOURCES})
  set_target_properties(${A_NAME} PROPERTIES AUTOMOC ON)
  if(WEIR_THREADS AND "unit" IN_LIST A_LABELS)
    list(APPEND A_LABELS threads)
  endif()
  foreach(label ${A_LABELS})
    set_property(GLOBAL APPEND PROPERTY WEIR_TESTS_${label} ${A_NAME})
  endforeach()
  _weir_link(${A_NAME} PRIVATE ${A_LINKS})
  target_link_libraries(${A_NAME} PRIVATE weir_flags Qt6::Test)
  add_test(NAME ${A_NAME} COMMAND ${A_NAME})
  set_tests_properties(${A_NAME} PROPERTIES
    LABELS "${A_LABELS}" TIMEOUT ${A_TIMEOUT} SKIP_RETURN_CODE 77
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;WEIR_HOME=${CMAKE_BINARY_DIR}/test-home/${A_NAME};LC_ALL=C.UTF-8;WEIR_BIN=${CMAKE_BINARY_DIR}/bin;WEIR_SOURCE=${CMAKE_SOURCE_DIR};TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp;${A_ENV}")
  if(A_SERIAL)
    set_tests_properties(${A_NAME} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

# weir_script_test(NAME lint_layering COMMAND python3 x.py LABELS lint [TIMEOUT 60] [SERIAL]); exit 77 is a skip.
function(weir_script_test)
  cmake_parse_arguments(A "SERIAL" "NAME;TIMEOUT" "COMMAND;LABELS;ENV" ${ARGN})
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  add_test(NAME ${A_NAME} COMMAND ${A_COMMAND})
  set_tests_properties(${A_NAME} PROPERTIES
    LABELS "${A_LABELS}" TIMEOUT ${A_TIMEOUT} SKIP_RETURN_CODE 77
    ENVIRONMENT "WEIR_BIN=${CMAKE_BINARY_DIR}/bin;WEIR_SOURCE=${CMAKE_SOURCE_DIR};LC_ALL=C.UTF-8;${A_ENV}")
  if(A_SERIAL)
    set_tests_properties(${A_NAME} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

function(_weir_link target scope)
  foreach(name ${ARGN})
    if(name MATCHES "^[a-z_0-9]+$")
      target_link_libraries(${target} ${scope} weir::${name})
    else()
      target_link_libraries(${target} ${scope} ${name})
    endif()
  endforeach()
endfunction()

# weir_subdirectories(a b c): the folders of this floor, each with its own list file.
function(weir_subdirectories)
  foreach(name ${ARGN})
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/CMakeLists.txt)
      add_subdirectory(${name})
    endif()
  endforeach()
endfunction()
