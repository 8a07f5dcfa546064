// Reading the parameters of a search.
#include "server/http/fhir_search.h"

#include <algorithm>
#include <array>

#include "server/http/fhir_views.h"
#include "server/http/paging.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_count_max = 500;
const Instant k_end_of_time = instant_of_ms(32'503'680'000'000);  // the year 3000

std::string id_in_reference(std::string value, const std::string& type) {
  if (value.starts_with(type + "/")) value.erase(0, type.size() + 1);
  return id_of_fhir(value);
}

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The first of the month, the year or the day after.
std::optional<Instant> next_of(const std::string& text) {
  const int year = std::stoi(text.substr(0, 4));
  const auto start = from_rfc3339(text.size() == 4 ? text + "-01-01T00:00:00Z" : text + "-01T00:00:00Z");
  if (!start) return std::nullopt;
  if (text.size() == 4) return from_rfc3339(std::to_string(year + 1) + "-01-01T00:00:00Z");
  const int month = std::stoi(text.substr(5, 2));
  const std::string next = month == 12 ? std::to_string(year + 1) + "-01"
                                       : text.substr(0, 5) + (month < 9 ? "0" : "") + std::to_string(month + 1);
  return from_rfc3339(next + "-01T00:00:00Z");
}

// A year, a month, a day or a moment, as a span.
std::optional<DateSpan> span_in(const std::string& text) {
  if (text.size() == 4 && digits(text)) {
    const auto to = next_of(text);
    return to ? std::optional(DateSpan{*from_rfc3339(text + "-01-01T00:00:00Z"), *to}) : std::nullopt;
  }
  if (text.size() == 7 && digits(text.substr(0, 4)) && text[4] == '-' && digits(text.substr(5))) {
    const auto from = from_rfc3339(text + "-01T00:00:00Z");
    const auto to = next_of(text);
    return from && to ? std::optional(DateSpan{*from, *to}) : std::nullopt;
  }
  if (text.size() == 10) {
    const auto from = from_rfc3339(text + "T00:00:00Z");
    return from ? std::optional(DateSpan{*from, *from + std::chrono::hours{24}}) : std::nullopt;
  }
  std::string moment = text;
  // A plus in an address is a blank.
  std::replace(moment.begin(), moment.end(), ' ', '+');
  const auto at = from_rfc3339(moment);
  return at ? std::optional(DateSpan{*at, *at + Millis{1}}) : std::nullopt;
}

std::vector<std::string> dates_asked(const Call& call) {
  std::vector<std::string> dates;
  std::string others = call.asked("date+");
  for (std::size_t end; (end = others.find('\n')) != std::string::npos; others.erase(0, end + 1)) {
    dates.push_back(others.substr(0, end));
  }
  if (!call.asked("date").empty()) dates.push_back(call.asked("date"));
  return dates;
}

std::vector<std::string> codes_in(const std::string& text) {
  std::vector<std::string> codes;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    std::string code = text.substr(from, end - from);
    code.erase(0, code.rfind('|') + 1);  // its system before it, or not
    codes.push_back(std::move(code));
    from = end + 1;
  }
  return codes;
}

std::string percent(const std::string& text) {
  static constexpr std::string_view digits_of = "0123456789ABCDEF";
  std::string written;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_' || c == '/';
    if (plain) {
      written += c;
    } else {
      written += '%';
      written += digits_of[static_cast<unsigned char>(c) >> 4U];
      written += digits_of[static_cast<unsigned char>(c) & 15U];
    }
  }
  return written;
}

}  // namespace

std::optional<DateSpan> span_of_date(const std::string& value) {
  constexpr std::array<std::string_view, 5> k_prefixes{"eq", "ge", "gt", "le", "lt"};
  std::string prefix = "eq";
  std::string text = value;
  for (const std::string_view one : k_prefixes) {
    if (!value.starts_with(one)) continue;
    prefix = one;
    text = value.substr(one.size());
  }
  const auto span = span_in(text);
  if (!span) return std::nullopt;
  if (prefix == "ge") return DateSpan{span->from, k_end_of_time};
  if (prefix == "gt") return DateSpan{span->to, k_end_of_time};
  if (prefix == "le") return DateSpan{Instant{}, span->to};
  if (prefix == "lt") return DateSpan{Instant{}, span->from};
  return span;
}

Outcome<FhirSearch> fhir_search_of(const Call& call) {
  FhirSearch search;
  search.filter.to = k_end_of_time;
  search.filter.id = id_of_fhir(call.asked("_id"));
  std::string patient = call.asked("patient");
  if (patient.empty()) patient = call.asked("subject");
  search.filter.patient = id_in_reference(patient, "Patient");
  for (std::string* id : {&search.filter.id, &search.filter.patient}) {
    if (!id->empty() && !is_alarm_id(*id)) *id = "?";
  }
  search.codes = codes_in(call.asked("code"));
  for (const std::string& date : dates_asked(call)) {
    const auto span = span_of_date(date);
    if (!span) return Failure{malformed("date must be a day or a moment, with eq, ge, gt, le or lt before it.")};
    search.filter.from = std::max(search.filter.from, span->from);
    search.filter.to = std::min(search.filter.to, span->to);
  }
  if (const std::string count = call.asked("_count"); !count.empty()) {
    const auto number = whole_number(count);
    if (!number || *number < 1) return Failure{malformed("_count must be a whole number from 1.")};
    search.count = std::min(static_cast<std::size_t>(*number), k_count_max);
  }
  if (const std::string cursor = call.asked("cursor"); !cursor.empty()) {
    const auto parts = parts_of_cursor(cursor);
    if (!parts || parts->size() != 1) return Failure{malformed("cursor is not one that this search has given.")};
    search.after = parts->front();
  }
  return search;
}

std::string address_of(const Call& call, const std::string& after) {
  std::string address = "/api/v1" + call.path;
  char between = '?';
  const auto add = [&](const std::string& name, const std::string& value) {
    address += between + name + "=" + percent(value);
    between = '&';
  };
  for (const std::string& date : dates_asked(call)) add("date", date);
  for (const auto& [name, value] : call.query) {
    if (name != "cursor" && name != "date" && name != "date+") add(percent(name), value);
  }
  if (!after.empty()) add("cursor", cursor_of({after}));
  return address;
}

}  // namespace lamplight::server::http
