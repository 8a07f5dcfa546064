// Cursors are the parts joined by 0x1F in base64url.
#include "server/http/paging.h"

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>

#include "model/limits.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr char k_between = '\x1f';
constexpr std::size_t k_cursor_bytes_max = 1024;

// Sort keys are ids and numbers, a line each where one part holds several; the database compares their columns with
// nothing else.
bool all_ascii(const std::vector<std::string>& parts) {
  return std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
  });
}

}  // namespace

std::string cursor_of(const std::vector<std::string>& parts) {
  std::ostringstream text;
  Poco::Base64Encoder encoder(text, Poco::BASE64_URL_ENCODING | Poco::BASE64_NO_PADDING);
  for (std::size_t i = 0; i < parts.size(); ++i) encoder << (i == 0 ? "" : std::string(1, k_between)) << parts[i];
  encoder.close();
  std::string cursor = text.str();
  cursor.erase(std::remove_if(cursor.begin(), cursor.end(), [](char c) { return c == '\r' || c == '\n'; }),
               cursor.end());
  return cursor;
}

std::optional<std::vector<std::string>> parts_of_cursor(const std::string& cursor) {
  if (cursor.empty() || cursor.size() > k_cursor_bytes_max) return std::nullopt;
  const bool clean = std::all_of(cursor.begin(), cursor.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (!clean) return std::nullopt;
  std::istringstream text(cursor);
  Poco::Base64Decoder decoder(text, Poco::BASE64_URL_ENCODING | Poco::BASE64_NO_PADDING);
  const std::string joined{std::istreambuf_iterator<char>(decoder), {}};
  std::vector<std::string> parts(1);
  for (const char c : joined) {
    if (c == k_between) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (!all_ascii(parts)) return std::nullopt;
  return parts;
}

Outcome<Page> page_of(const Call& call, std::size_t parts) {
  Page page;
  page.items_max = limits::page_items_default;
  if (const std::string limit = call.asked("limit"); !limit.empty()) {
    const char* end = limit.data() + limit.size();
    const auto read = std::from_chars(limit.data(), end, page.items_max);
    if (read.ec != std::errc() || read.ptr != end || page.items_max == 0) {
      return Failure{malformed("limit must be a whole number from 1.")};
    }
    page.items_max = std::min(page.items_max, limits::page_items_max);
  }
  if (const std::string cursor = call.asked("cursor"); !cursor.empty()) {
    const auto read = parts_of_cursor(cursor);
    if (!read || read->size() != parts) {
      return Failure{malformed("cursor is not one that this list has given.")};
    }
    page.after = *read;
  }
  return page;
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

Outcome<std::optional<Instant>> time_asked(const Call& call, const std::string& name) {
  const std::string text = call.asked(name);
  if (text.empty()) return std::optional<Instant>();
  const auto at = from_rfc3339(text);
  if (!at) return Failure{malformed(name + " must be a time as RFC 3339 writes it.")};
  return at;
}

}  // namespace lamplight::server::http
