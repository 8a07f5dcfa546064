// The words of the API and the tables for the enumerations of an incident.
#include "model/incident.h"

#include <array>

#include "model/check.h"

namespace lamplight {
namespace {

template <class E, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& names, E value) {
  const auto index = static_cast<std::size_t>(value);
  LAMPLIGHT_CHECK(index < N);
  return names[index];
}

template <class E, std::size_t N>
std::optional<E> value_in(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 8> k_states{"open",    "offered",  "assigned", "on_the_way",
                                                   "arrived", "resolved", "closed",   "cancelled"};
constexpr std::array<std::string_view, 7> k_outcomes{"helped",   "false_alarm", "no_answer", "hospital",
                                                     "deceased", "technical",   "other"};
constexpr std::array<std::string_view, 5> k_offers{"pending", "accepted", "declined", "expired", "withdrawn"};
constexpr std::array<std::string_view, 11> k_deadlines{"offer_answer", "contact_answer", "dispatcher_takes",
                                                      "emergency_number", "depart", "arrive",
                                                      "resolve", "close", "test_ends",
                                                       "resident_answer", "service_due"};

}  // namespace

std::string_view name_of(IncidentState state) { return name_in(k_states, state); }
std::string_view name_of(Outcome outcome) { return name_in(k_outcomes, outcome); }
std::string_view name_of(OfferState state) { return name_in(k_offers, state); }
std::string_view name_of(DeadlineWhat what) { return name_in(k_deadlines, what); }
std::optional<IncidentState> incident_state_named(std::string_view name) { return value_in<IncidentState>(k_states, name); }
std::optional<Outcome> outcome_named(std::string_view name) { return value_in<Outcome>(k_outcomes, name); }
std::optional<OfferState> offer_state_named(std::string_view name) { return value_in<OfferState>(k_offers, name); }
std::optional<DeadlineWhat> deadline_named(std::string_view name) { return value_in<DeadlineWhat>(k_deadlines, name); }

}  // namespace lamplight
