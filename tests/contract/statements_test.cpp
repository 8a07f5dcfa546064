// Every statement of db/statements*.h is one that the real server understands, on the schema as migrated.
//
// The statements are read from the headers' text, so that none can be forgotten in a list.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "db/statement_text.h"
#include "db/statements.h"
#include "tests/contract/stores.h"
#include "tests/support/source_tree.h"

namespace lamplight::tests {
namespace {

struct Named {
  std::string header;
  std::string name;
  std::string text;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// One literal at `at`, which is moved behind it: raw with any delimiter, or plain without escapes.
std::string literal_at(const std::string& source, std::size_t& at) {
  std::string close = "\"";
  std::size_t begin = at + 1;
  if (source[at] == 'R') {
    const std::size_t open = source.find('(', at);
    close = ")" + source.substr(at + 2, open - at - 2) + "\"";
    begin = open + 1;
  }
  const std::size_t end = source.find(close, begin);
  REQUIRE(end != std::string::npos);
  at = end + close.size();
  return source.substr(begin, end - begin);
}

std::vector<Named> statements_of(const std::filesystem::path& header) {
  std::vector<Named> statements;
  const std::string source = read_file(header);
  static const std::regex declaration{R"(constexpr std::string_view (k_\w+)\s*=\s*)"};
  for (std::sregex_iterator it{source.begin(), source.end(), declaration}, end; it != end; ++it) {
    Named found{header.filename().string(), (*it)[1].str(), {}};
    auto at = static_cast<std::size_t>(it->position() + it->length());
    INFO(found.header << ": " << found.name << " is made of literals");
    while (source[at] != ';') {
      REQUIRE((source[at] == 'R' || source[at] == '"'));
      found.text += literal_at(source, at);
      while (std::isspace(static_cast<unsigned char>(source[at])) != 0) ++at;
    }
    statements.push_back(std::move(found));
  }
  return statements;
}

std::vector<std::filesystem::path> headers() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(source_tree() / "db")) {
    const std::string name = entry.path().filename().string();
    // The journal's are SQLite's (tests/unit/db runs them); those of back-ups name their tables when they
    // are run (tests/flow/backup_test.cpp).
    if (name == "statements_journal.h" || name == "statements_backup.h") continue;
    if (name.starts_with("statements_") && name.ends_with(".h")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string replaced(std::string text, const std::string& mark, const std::string& by) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? text : text.replace(at, mark.size(), by);
}

// How many columns `INSERT INTO table (a, b, c)` names.
std::size_t columns_of(const std::string& statement) {
  const std::size_t open = statement.find('(');
  const std::size_t close = statement.find(')', open);
  return 1 + static_cast<std::size_t>(std::count(statement.begin() + static_cast<std::ptrdiff_t>(open),
                                                 statement.begin() + static_cast<std::ptrdiff_t>(close), ','));
}

std::string expanded(std::string text) {
  if (text.find("{rows}") != std::string::npos) text = db::with_rows(text, 3, columns_of(text));
  if (text.find("{in}") != std::string::npos) text = db::with_list(text, 4);
  if (text.find("{any ") != std::string::npos) text = db::with_alternatives(text, 4);
  text = replaced(text, "{partitions}",
                  "PARTITION p20261123 VALUES LESS THAN (1795478400000), PARTITION p_later VALUES LESS THAN MAXVALUE");
  return replaced(text, "{names}", "p_before");
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out + "'";
}

}  // namespace

TEST_CASE("Every statement prepares on the real server") {
  db::Session session{empty_schema(), db::Purpose::administration};
  std::size_t count = 0;
  for (const auto& header : headers()) {
    for (const Named& statement : statements_of(header)) {
      ++count;
      const std::string text = expanded(statement.text);
      CAPTURE(statement.header, statement.name, text);
      CHECK(text.find('{') == std::string::npos);
      CHECK_NOTHROW(session.run_text("PREPARE checked FROM " + quoted(text)));
    }
  }
  CHECK(count > 50);
}

TEST_CASE("Statements are named k_verb_noun, each name once, and every header is in the table") {
  static const std::regex shape{"k_[a-z0-9]+(_[a-z0-9]+)+"};
  const std::string table = read_file(source_tree() / "db" / "statements.h");
  std::set<std::string> names;
  for (const auto& header : headers()) {
    CHECK(table.find("\"db/" + header.filename().string() + "\"") != std::string::npos);
    for (const Named& statement : statements_of(header)) {
      CAPTURE(statement.header, statement.name);
      CHECK(std::regex_match(statement.name, shape));
      CHECK(names.insert(statement.name).second);
    }
  }
}

}  // namespace lamplight::tests
