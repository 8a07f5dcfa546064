// The tables of promises (faults, web safety) against the tests that hold them.
#include <sstream>

#include "tests/architecture/rules.h"

namespace lamplight::architecture {
namespace {

bool is_ruler(const std::string& row) {
  return row.find_first_not_of("|-: ") == std::string::npos;
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream in{row};
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
  if (!cells.empty()) cells.erase(cells.begin());  // before the first bar
  while (!cells.empty() && cells.back().find_first_not_of(' ') == std::string::npos) cells.pop_back();
  return cells;
}

std::vector<std::string> quoted_in(const std::string& cell) {
  std::vector<std::string> names;
  for (std::size_t open = cell.find('`'); open != std::string::npos;) {
    const std::size_t close = cell.find('`', open + 1);
    if (close == std::string::npos) break;
    names.push_back(cell.substr(open + 1, close - open - 1));
    open = cell.find('`', close + 1);
  }
  return names;
}

}  // namespace

std::vector<std::string> test_names_in(const Source& source) {
  std::vector<std::string> names;
  for (const std::string_view macro : {"TEST_CASE", "SCENARIO", "TEMPLATE_TEST_CASE", "TEST_CASE_METHOD"}) {
    for (const std::size_t at : places_of(source.code, macro)) {
      // Neighbouring literals are one; a comma or the closing bracket ends the name.
      std::string name;
      for (const Literal& literal : source.literals) {
        if (literal.at < at) continue;
        const std::string between = source.code.substr(at, literal.at - at);
        if (!name.empty() && between.find_first_of(",)") != std::string::npos) break;
        name += literal.text;
      }
      names.push_back(name);
    }
  }
  return names;
}

Violations fault_without_its_test(const std::string& markdown, const std::set<std::string>& tests,
                                  const std::string& document) {
  Violations found;
  std::istringstream in{markdown};
  int line = 0;
  bool in_body = false;
  for (std::string row; std::getline(in, row);) {
    ++line;
    if (!row.starts_with("|")) in_body = false;
    if (!in_body || is_ruler(row)) {
      in_body = row.starts_with("|") && is_ruler(row);
      continue;
    }
    const auto cells = cells_of(row);
    // The test stands last; in docs/faults.md a last result may stand behind it.
    const bool with_result = document == "docs/faults.md" && cells.size() > 3;
    const auto names = cells.empty() ? std::vector<std::string>{} : quoted_in(with_result ? cells[2] : cells.back());
    if (names.empty()) found.push_back({document, line, "no test is named"});
    for (const std::string& name : names) {
      if (!tests.contains(name)) found.push_back({document, line, "no such test: " + name});
    }
  }
  return found;
}

}  // namespace lamplight::architecture
