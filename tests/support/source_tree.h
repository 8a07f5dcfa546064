// Where this tree's sources and its built programs lie. In a file of its own, so that a path
// spoils no other file's compiler cache.
#pragma once

#include <filesystem>

namespace lamplight::tests {

std::filesystem::path source_tree();
std::filesystem::path built_programs();

}  // namespace lamplight::tests
