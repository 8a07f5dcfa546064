// The rules that this suite holds the tree to: design.md §1 and the last section of style.md.
//
// Each takes one file and names every place that breaks it. Pure, so that each can be shown a planted
// violation; the cases next door run them over the whole tree.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/architecture/source.h"

namespace lamplight::architecture {

struct Violation {
  std::string path;
  int line = 0;
  std::string words;
  bool operator==(const Violation&) const = default;
};

using Violations = std::vector<Violation>;
using Rule = Violations (*)(const Source&);

// --- rules.cpp: who may include what ---
[[nodiscard]] Violations include_points_up_or_sideways(const Source& source);
[[nodiscard]] Violations header_belongs_to_another(const Source& source);
[[nodiscard]] Violations include_not_from_the_root(const Source& source);
[[nodiscard]] Violations dispatch_does_more_than_decide(const Source& source);

// --- bans.cpp: words that have one place, or none ---
[[nodiscard]] Violations sql_outside_statements(const Source& source);
[[nodiscard]] Violations sql_supplies_the_time(const Source& source);
[[nodiscard]] Violations wall_clock_outside_the_clock(const Source& source);
[[nodiscard]] Violations transaction_call_that_swallows_errors(const Source& source);
[[nodiscard]] Violations thread_outside_the_wrapper(const Source& source);
[[nodiscard]] Violations sleep_in_a_test(const Source& source);
[[nodiscard]] Violations singleton(const Source& source);
[[nodiscard]] Violations reference_to_a_default(const Source& source);

// --- shape.cpp: names and sizes ---
[[nodiscard]] Violations file_name_says_nothing(const Source& source);
[[nodiscard]] Violations type_name_says_nothing(const Source& source);
[[nodiscard]] Violations file_does_not_introduce_itself(const Source& source);
[[nodiscard]] Violations file_too_long(const Source& source);
[[nodiscard]] Violations function_too_long(const Source& source);
[[nodiscard]] Violations interface_too_wide(const Source& source);

// --- faults.cpp ---
// The names of the Catch2 cases of a file.
[[nodiscard]] std::vector<std::string> test_names_in(const Source& source);
// Rows of the tables of a document whose last column names no test in backticks, or none of `tests`.
[[nodiscard]] Violations fault_without_its_test(const std::string& markdown, const std::set<std::string>& tests,
                                                const std::string& document = "docs/faults.md");

// Every violation of the rule in the tree, one "path:line: words" a line; empty when there is none.
[[nodiscard]] std::string listed(const Violations& violations);
[[nodiscard]] std::string found_in_tree(Rule rule);

}  // namespace lamplight::architecture
