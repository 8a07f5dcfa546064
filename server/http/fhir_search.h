// What a FHIR search asks for. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/exchange_views.h"
#include "server/http/exchange.h"

namespace lamplight::server::http {

struct FhirSearch {
  db::ExchangeFilter filter;
  std::vector<std::string> codes;  // LOINC; empty: all
  std::size_t count = 50;
  std::string after;  // of the page before
};

// A wrong parameter is a problem 400.
[[nodiscard]] Outcome<FhirSearch> fhir_search_of(const Call& call);

// The span that one value of `date` names: "2026-11", "ge2026-11-28", "lt2026-11-28T10:00:00+08:00".
struct DateSpan {
  Instant from{};
  Instant to{};  // exclusive
};
[[nodiscard]] std::optional<DateSpan> span_of_date(const std::string& value);

// The address of this search, and of its next page.
[[nodiscard]] std::string address_of(const Call& call, const std::string& after);

}  // namespace lamplight::server::http
