// Names of the states that a home hears.
#include "model/ack.h"

#include "model/check.h"

namespace lamplight {

std::string_view name_of(AckState state) {
  switch (state) {
    case AckState::received: return "received";
    case AckState::assigned: return "assigned";
    case AckState::on_the_way: return "on_the_way";
    case AckState::arrived: return "arrived";
    case AckState::closed: return "closed";
    case AckState::cancelled: return "cancelled";
    case AckState::rejected: return "rejected";
  }
  LAMPLIGHT_CHECK(false && "a state outside the enumeration");
}

std::optional<AckState> ack_state_named(std::string_view name) {
  for (const auto state : {AckState::received, AckState::assigned, AckState::on_the_way, AckState::arrived,
                           AckState::closed, AckState::cancelled, AckState::rejected}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

}  // namespace lamplight
