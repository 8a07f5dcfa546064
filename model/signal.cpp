// Names of the flags, as history and API show them.
#include "model/signal.h"

#include "model/check.h"

namespace lamplight {

std::string_view name_of(SignalFlag flag) {
  switch (flag) {
    case SignalFlag::clock_wrong: return "clock_wrong";
    case SignalFlag::wrong_district: return "wrong_district";
    case SignalFlag::retained: return "retained";
    case SignalFlag::unknown_device: return "unknown_device";
    case SignalFlag::unknown_kind: return "unknown_kind";
    case SignalFlag::unreadable: return "unreadable";
    case SignalFlag::cut: return "cut";
    case SignalFlag::id_reused: return "id_reused";
  }
  LAMPLIGHT_CHECK(false && "a flag outside the enumeration");
}

}  // namespace lamplight
