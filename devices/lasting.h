// A condition that must last before it counts, and be over for a while before it is over.
//
// The hysteresis in time of every rule about a resident: nothing flaps. Pure; used by devices/resident_watch.
#pragma once

#include <optional>

#include "devices/turn.h"
#include "model/time.h"

namespace lamplight {

struct Lasting {
  bool open = false;
  std::optional<Instant> since;  // of the condition that would turn it

  // `begins`: the condition holds; `ends`: it clearly does not (both false: between the two bounds).
  Turn step(bool begins, bool ends, Seconds begin_after, Seconds end_after, Instant now) {
    const bool turning = open ? ends : begins;
    if (!turning) {
      since.reset();
      return Turn::stays;
    }
    if (!since) since = now;
    if (now - *since < (open ? end_after : begin_after)) return Turn::stays;
    since.reset();
    open = !open;
    return open ? Turn::begins : Turn::ends;
  }
  bool operator==(const Lasting&) const = default;
};

}  // namespace lamplight
