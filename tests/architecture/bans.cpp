// Words that have one place in the tree, or none.
#include <cctype>

#include "tests/architecture/rules.h"

namespace lamplight::architecture {
namespace {

bool in(const Source& source, std::string_view pattern) {
  return fits(source.path, pattern);
}

Violation at(const Source& source, std::size_t offset, std::string words) {
  return {source.path, line_at(source.code, offset), std::move(words)};
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (is_word_character(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

// The statement that a literal begins or holds; empty for prose. `SELECT` and `UPDATE … SET` count in
// capitals only: "select a worker" is English, "insert into" is not.
std::string sql_verb_in(const std::string& literal) {
  const auto words = words_of(literal);
  bool updating = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "SELECT") return "SELECT";
    updating = updating || words[i] == "UPDATE";
    if (updating && words[i] == "SET") return "UPDATE … SET";
    if (i + 1 == words.size()) break;
    const std::string pair = upper(words[i]) + " " + upper(words[i + 1]);
    for (const char* verb : {"INSERT INTO", "INSERT IGNORE", "REPLACE INTO", "DELETE FROM", "CREATE TABLE",
                             "ALTER TABLE", "DROP TABLE", "TRUNCATE TABLE"}) {
      if (pair == verb) return verb;
    }
  }
  return {};
}

// The one statement that asks for the database's time: what server/clock is anchored to.
constexpr std::string_view k_the_anchor = "k_select_database_time";

bool is_declared_as(const Source& source, const Literal& literal, std::string_view name) {
  const std::size_t from = source.code.rfind(';', literal.at);
  const std::size_t begin = from == std::string::npos ? 0 : from;
  return !places_of(std::string_view{source.code}.substr(begin, literal.at - begin), name).empty();
}

void call_on_an_object(const Source& source, std::string_view name, const std::string& words, Violations& found) {
  for (const std::size_t place : places_of(source.code, name)) {
    const bool member = place > 0 && (source.code[place - 1] == '.' || source.code[place - 1] == '>');
    if (member && next_mark(source.code, place + name.size()) == '(') found.push_back(at(source, place, words));
  }
}

}  // namespace

Violations sql_outside_statements(const Source& source) {
  Violations found;
  // Tests look at tables from outside, with words of their own.
  if (in(source, "tests/*") || in(source, "db/statements*.h") || in(source, "db/migrations/*")) return found;
  for (const Literal& literal : source.literals) {
    const std::string verb = sql_verb_in(literal.text);
    if (!verb.empty()) found.push_back({source.path, literal.line, verb + " outside db/statements.h"});
  }
  return found;
}

Violations sql_supplies_the_time(const Source& source) {
  Violations found;
  if (!in(source, "db/*")) return found;
  const auto look = [&](const std::string& text, int first_line) {
    const std::string sql = upper(text);
    for (const char* word :
         {"NOW", "CURRENT_TIMESTAMP", "SYSDATE", "LOCALTIME", "LOCALTIMESTAMP", "CURDATE", "CURTIME"}) {
      for (const std::size_t place : places_of(sql, word)) {
        const bool call = next_mark(sql, place + std::string_view{word}.size()) == '(';
        if (!call && std::string_view{word} != "CURRENT_TIMESTAMP") continue;
        found.push_back(
            {source.path, first_line + line_at(sql, place) - 1, std::string{word} + ": `now` is a parameter"});
      }
    }
  };
  if (in(source, "*.sql")) look(source.code, 1);
  for (const Literal& literal : source.literals) {
    if (!is_declared_as(source, literal, k_the_anchor)) look(literal.text, literal.line);
  }
  return found;
}

Violations wall_clock_outside_the_clock(const Source& source) {
  Violations found;
  if (in(source, "server/clock.cpp")) return found;
  for (const std::string_view word :
       {"system_clock::now", "gettimeofday", "std::time", "clock_gettime", "timespec_get"}) {
    for (const std::size_t place : places_of(source.code, word)) {
      found.push_back(at(source, place, std::string{word} + " outside server/clock.cpp"));
    }
  }
  return found;
}

Violations transaction_call_that_swallows_errors(const Source& source) {
  Violations found;
  for (const std::string_view call : {"commit", "rollback", "setAutoCommit"}) {
    call_on_an_object(source, call, std::string{call} + "() swallows errors (traps.md); execute the statement", found);
  }
  return found;
}

Violations thread_outside_the_wrapper(const Source& source) {
  Violations found;
  if (in(source, "server/thread.*")) return found;
  for (const std::string_view word : {"std::thread", "std::jthread", "std::async", "pthread_create"}) {
    for (const std::size_t place : places_of(source.code, word)) {
      // std::thread::hardware_concurrency() makes no thread.
      if (next_mark(source.code, place + word.size()) == ':') continue;
      // A unit test of a floor below server can't have the wrapper; a future waits for its thread.
      if (word == "std::async" && in(source, "tests/unit/*")) continue;
      found.push_back(at(source, place, std::string{word} + " outside server/thread"));
    }
  }
  call_on_an_object(source, "detach", "detach: nobody would join it", found);
  return found;
}

Violations sleep_in_a_test(const Source& source) {
  Violations found;
  if (!in(source, "tests/*")) return found;
  for (const std::string_view word : {"sleep_for", "sleep_until", "usleep", "nanosleep", "Thread::sleep"}) {
    for (const std::size_t place : places_of(source.code, word)) {
      found.push_back(at(source, place, std::string{word} + ": wait for what is to happen"));
    }
  }
  return found;
}

Violations singleton(const Source& source) {
  Violations found;
  for (const std::size_t place : places_of(source.code, "instance")) {
    const std::size_t open = source.code.find_first_not_of(' ', place + 8);
    if (open == std::string::npos || source.code[open] != '(') continue;
    if (next_mark(source.code, open + 1) == ')')
      found.push_back(at(source, place, "instance(): wiring owns, all else borrows"));
  }
  return found;
}

// Poco's NameValueCollection::get(name, fallback) gives back a reference to the fallback, which is a
// temporary at most calls: what binds a reference or a view to it reads freed memory a line later.
Violations reference_to_a_default(const Source& source) {
  Violations found;
  for (const std::size_t place : places_of(source.code, "get")) {
    const std::size_t open = place + 3;
    if (place == 0 || source.code[place - 1] != '.' || next_mark(source.code, open) != '(') continue;
    const std::size_t close = source.code.find(')', open);
    if (source.code.substr(open, close - open).find(',') == std::string::npos) continue;
    const std::size_t from = source.code.find_last_of(";{}", place);
    const std::string before = source.code.substr(from == std::string::npos ? 0 : from, place - from);
    const std::size_t equals = before.rfind('=');
    if (equals == std::string::npos || equals == 0) continue;
    const std::string declared = before.substr(0, equals);
    const bool borrows = declared.find('&') != std::string::npos || !places_of(declared, "string_view").empty();
    // A comparison or a call around it makes a value of its own.
    const bool whole = before.find_first_of("(=", equals + 1) == std::string::npos;
    if (borrows && whole) found.push_back(at(source, place, "get(name, default) is borrowed; take it by value"));
  }
  return found;
}

}  // namespace lamplight::architecture
