// docs/faults.md says which fault is held by which test; a row without its test is a promise nobody keeps.
#include <catch2/catch.hpp>

#include "tests/architecture/rules.h"

using namespace lamplight::architecture;

namespace {

const std::string k_table_head = "# Faults\n\nprose with | a bar\n\n| fault | test |\n| --- | --- |\n";

std::set<std::string> all_test_names() {
  std::set<std::string> names;
  for (const Source& source : whole_tree()) {
    if (!source.path.starts_with("tests/")) continue;
    for (std::string& name : test_names_in(source)) names.insert(std::move(name));
  }
  return names;
}

}  // namespace

TEST_CASE("test names are found, neighbouring literals joined") {
  const auto source = read_source("tests/a.cpp",
                                  "TEST_CASE(\"a press\"\n  \" is kept\", \"[flow]\") {}\n"
                                  "SCENARIO(\"a storm\") { act(\"not a name\"); }\n"
                                  "TEST_CASE_METHOD(Town, \"a town\") {}\n// TEST_CASE(\"gone\") {}\n");
  CHECK(test_names_in(source) == std::vector<std::string>{"a press is kept", "a storm", "a town"});
}

TEST_CASE("a fault without its test is caught") {
  const std::set<std::string> tests{"a press survives", "b"};
  CHECK(fault_without_its_test(k_table_head + "| kill -9 | `a press survives` |\n", tests).empty());
  CHECK(fault_without_its_test(k_table_head + "| kill -9 | `a press survives`, `b` |\n| power cut | `c` |\n", tests)
            .size() == 1);
  CHECK(fault_without_its_test(k_table_head + "| kill -9 | later |\n", tests).size() == 1);
  CHECK(fault_without_its_test(k_table_head + "| kill -9 | `a press survives` |\n\nno table | here\n", tests).empty());
  CHECK(fault_without_its_test(k_table_head + "| one | `x` |\n", tests).front().line == 7);
  CHECK(fault_without_its_test(k_table_head + "| one | holds | `b` | held |\n", tests).empty());
  CHECK(fault_without_its_test(k_table_head + "| one | holds | later | `b` held |\n", tests).size() == 1);
}

TEST_CASE("every fault in docs/faults.md has its test") {
  const std::string markdown = text_of_file("docs/faults.md");
  REQUIRE(markdown.find("\n| ---") != std::string::npos);
  CHECK_THAT(listed(fault_without_its_test(markdown, all_test_names())), Catch::Equals(""));
}

TEST_CASE("every promise in docs/web-safety.md has its test") {
  const std::string markdown = text_of_file("docs/web-safety.md");
  REQUIRE(markdown.find("\n| ---") != std::string::npos);
  CHECK_THAT(listed(fault_without_its_test(markdown, all_test_names(), "docs/web-safety.md")), Catch::Equals(""));
}
