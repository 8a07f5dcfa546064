// Pages of a list: the size asked for, and cursors, which are opaque to clients.
//
// A cursor holds the sort key of the last item shown, so that a list may change between two pages.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http/exchange.h"

namespace lamplight::server::http {

struct Page {
  std::size_t items_max = 0;
  std::vector<std::string> after;  // the parts of the cursor; empty: from the start
};

// The page that a call asks for; its cursor has `parts` parts. A wrong cursor or limit is a problem 400.
[[nodiscard]] Outcome<Page> page_of(const Call& call, std::size_t parts);

[[nodiscard]] std::string cursor_of(const std::vector<std::string>& parts);
// Nothing for what no list can have given.
[[nodiscard]] std::optional<std::vector<std::string>> parts_of_cursor(const std::string& cursor);

// For a query parameter that is a time; absent is nothing, wrong is a problem 400.
[[nodiscard]] Outcome<std::optional<Instant>> time_asked(const Call& call, const std::string& name);

// A whole number in a cursor or query; nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> whole_number(const std::string& text);

// Cuts a list that was read one item longer than the page, and says whether there is more.
template <class T>
[[nodiscard]] bool cut_to_page(std::vector<T>& items, const Page& page) {
  if (items.size() <= page.items_max) return false;
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(page.items_max), items.end());
  return true;
}

}  // namespace lamplight::server::http
