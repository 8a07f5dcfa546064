// Comma-separated text as spreadsheets write it, in both encodings.
#include "server/http/csv_text.h"

#include <catch2/catch.hpp>

using namespace lamplight::server::http;

TEST_CASE("Quotes, commas and line ends inside a cell stay inside it") {
  const auto rows = csv_rows("id,name\r\n1,\"Chen, \"\"Mei\"\"\r\nsecond line\"\r\n\r\n2,Li\n", 10);
  REQUIRE(rows.ok());
  REQUIRE(rows.value().size() == 3);
  CHECK(rows.value()[1].cells == std::vector<std::string>{"1", "Chen, \"Mei\"\r\nsecond line"});
  CHECK(rows.value()[1].line == 2);
  CHECK(rows.value()[2] == CsvRow{5, {"2", "Li"}});
  CHECK(csv_rows("a\nb\nc\n", 1).error() == "There are more than 1 rows.");
  CHECK(csv_rows("a,\"b\nc", 10).error() == "Line 2: a quote is not closed.");
  CHECK(csv_rows("\"a\"b,c\n", 10).error() == "Line 1: something stands behind a closing quote.");
}

TEST_CASE("What is written is read again as it was, formulas included") {
  const std::vector<std::string> cells{"=1+1", "+86 760", "-5", "@x", "a,b", "say \"no\"", "两\n行", ""};
  const std::string line = csv_line(cells);
  CHECK(line.starts_with("'=1+1,'+86 760,'-5,'@x,"));
  const auto rows = csv_rows(line, 10);
  REQUIRE(rows.ok());
  CHECK(rows.value()[0].cells == cells);
}

TEST_CASE("UTF-8 with and without its mark and GB18030 are told apart by themselves") {
  const std::string text = "姓名,街道\r\n陈美玲,古镇镇\r\n𠮷田,㐀\r\n";
  CHECK(decoded_csv(text) == text);
  CHECK(decoded_csv(std::string(k_csv_mark) + text) == text);
  const std::string chinese = gb18030_of(text);
  CHECK(chinese != text);
  CHECK(decoded_csv(chinese) == text);
  CHECK(decoded_csv("\xB3\xC2\xC3\xC0\xC1\xE1") == "陈美玲");
  CHECK_FALSE(decoded_csv("\xFF\xFE\xFF\xFF").has_value());
}
