// Sheets of a register: cells to JSON and back, faults with their line and column. Pure.
//
// A sheet's first row names its columns. Lists stand in one cell, their items separated by ";", and
// objects as "name=value;name=value". A cell that is empty
// says nothing about its column.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "server/http/exchange.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {

enum class SheetType : std::uint8_t { text, number, whole, truth, texts, pairs };

struct SheetColumn {
  std::string name;
  SheetType type = SheetType::text;
};

struct SheetFault {
  std::size_t line = 1;
  std::string column;  // empty: the whole row
  std::string fault;   // a sentence
};

struct SheetRow {
  std::size_t line = 1;
  std::string id;
  Json json;  // an object, as the body of a request would be
};

struct Sheet {
  std::vector<SheetRow> rows;
  std::vector<SheetFault> faults;
};

// What became of it, or would become of it in a dry run.
struct SheetReport {
  bool dry_run = false;
  std::size_t rows = 0;
  std::size_t added = 0;
  std::size_t changed = 0;
  std::vector<SheetFault> faults;
};

// Whether a thing has a row of its own, or several under one id, which then has to be said.
enum class SheetRows : std::uint8_t { one_each, several_each };

// The sheet in `bytes`; a problem 400 when they are no comma-separated text. A row without an id gets one that follows
// from the file and its line, so that the same file taken twice makes nothing twice.
[[nodiscard]] Outcome<Sheet> sheet_of(const std::string& bytes, std::span<const SheetColumn> columns,
                                      const std::string& id_prefix, SheetRows rows = SheetRows::one_each);
// The fault of a row whose sentence begins with the member that is wrong.
[[nodiscard]] SheetFault fault_of(const SheetRow& row, const std::string& sentence);

[[nodiscard]] std::string sheet_report_view(const SheetReport& report);
[[nodiscard]] std::string sheet_cell(const Json& value);

}  // namespace lamplight::server::http
