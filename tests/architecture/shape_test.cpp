// Names and sizes (style.md 2, 10, 13, 14). Each rule first shows that it catches a planted violation.
#include <catch2/catch.hpp>

#include "tests/architecture/rules.h"

using namespace lamplight::architecture;

namespace {

Violations judge(Rule rule, const std::string& path, const std::string& text) {
  return rule(read_source(path, text));
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "  act();\n";
  return text;
}

}  // namespace

TEST_CASE("a file name without a subject is caught") {
  CHECK(judge(file_name_says_nothing, "db/util.h", "").size() == 1);
  CHECK(judge(file_name_says_nothing, "server/http_helpers.cpp", "").size() == 1);
  CHECK(judge(file_name_says_nothing, "server/common/page.cpp", "").size() == 1);
  CHECK(judge(file_name_says_nothing, "server/commons_road.cpp", "").empty());
}

TEST_CASE("a type name without a subject is caught") {
  const Rule rule = type_name_says_nothing;
  CHECK(judge(rule, "db/a.h", "class SessionManager {\n};\n").size() == 1);
  CHECK(judge(rule, "db/a.h", "namespace lamplight {\nstruct Inner::WorkerInfo final : Base {};\n}\n").size() == 1);
  CHECK(judge(rule, "db/a.h", "enum class AlarmService : int { a };\nusing RowData = int;\n").size() == 2);
  CHECK(judge(rule, "db/a.h", "template <class Tag>\nstruct std::hash<lamplight::Id<Tag>> {};\nstruct Datum {};\n")
            .empty());
}

TEST_CASE("a file without an opening comment is caught") {
  const Rule rule = file_does_not_introduce_itself;
  CHECK(judge(rule, "db/a.h", "#pragma once\n// Late.\n").size() == 1);
  CHECK(judge(rule, "db/migrations/0001_a.sql", "CREATE TABLE a (id INT);\n").size() == 1);
  CHECK(judge(rule, "db/a.h", "// What it is.\n#pragma once\n").empty());
}

TEST_CASE("a file of 400 lines is caught") {
  CHECK(judge(file_too_long, "db/a.cpp", lines(400)).size() == 1);
  CHECK(judge(file_too_long, "db/a.cpp", lines(399)).empty());
}

TEST_CASE("a function of 70 lines is caught, wherever it stands") {
  const Rule rule = function_too_long;
  const std::string sixty_eight = lines(68);
  CHECK(judge(rule, "db/a.cpp", "namespace a {\nvoid f() {\n" + sixty_eight + "}\n}\n").size() == 1);
  CHECK(judge(rule, "db/a.cpp", "namespace a {\nvoid f() {\n" + lines(67) + "}\n}\n").empty());
  CHECK(judge(rule, "db/a.h", "class A {\n public:\n  int f() const noexcept {\n" + sixty_eight + "  }\n};\n").size() ==
        1);
  CHECK(judge(rule, "db/a.cpp", "TEST_CASE(\"it { works\") {\n" + sixty_eight + "}\n").size() == 1);
  CHECK(judge(rule, "db/a.cpp", "A::A(int b) : b_(b), c_{1} {\n" + lines(70) + "}\n").size() == 1);
}

TEST_CASE("a long class of short functions is no long function") {
  std::string text = "namespace a {\nclass B : public C {\n";
  for (int i = 0; i < 40; ++i) text += "  void f(int n) {\n    if (n > 0) { act(); }\n  }\n";
  CHECK(judge(function_too_long, "db/a.h", text + "};\n}\n").empty());
  CHECK(judge(function_too_long, "db/a.h", "constexpr std::array k_rows{\n" + lines(80) + "};\n").empty());
  const std::string rows = "constexpr auto k_rows = std::to_array<Row>({\n" + lines(80) + "});\n";
  CHECK(judge(function_too_long, "db/a.cpp", rows).empty());
  CHECK(judge(function_too_long, "db/a.cpp", rows + "void f() {\n" + lines(80) + "}\n").size() == 1);
}

TEST_CASE("braces of preprocessor lines do not confuse the count") {
  const std::string text =
      "#define OPEN if (x) {  \\\n  {\n#if A\nvoid f() {\n#endif\n  act();\n}\nvoid g() {\n" + lines(10) + "}\n";
  CHECK(judge(function_too_long, "db/a.cpp", text).empty());
}

TEST_CASE("an interface of more than seven functions is caught") {
  std::string text = "class Port {\n public:\n  virtual ~Port() = default;\n";
  for (int i = 0; i < 7; ++i) text += "  virtual void f(int a) = 0;\n";
  CHECK(judge(interface_too_wide, "dispatch/a.h", text + "};\n").empty());
  CHECK(judge(interface_too_wide, "dispatch/a.h", text + "  virtual int g() = 0;\n};\n").size() == 1);
}

TEST_CASE("file names have a subject") {
  CHECK_THAT(found_in_tree(file_name_says_nothing), Catch::Equals(""));
}

TEST_CASE("type names have a subject") {
  CHECK_THAT(found_in_tree(type_name_says_nothing), Catch::Equals(""));
}

TEST_CASE("every file opens with what it is") {
  CHECK_THAT(found_in_tree(file_does_not_introduce_itself), Catch::Equals(""));
}

TEST_CASE("files stay under 400 lines") {
  CHECK_THAT(found_in_tree(file_too_long), Catch::Equals(""));
}

TEST_CASE("functions stay under 70 lines") {
  CHECK_THAT(found_in_tree(function_too_long), Catch::Equals(""));
}

TEST_CASE("interfaces have at most seven functions") {
  CHECK_THAT(found_in_tree(interface_too_wide), Catch::Equals(""));
}
