// What the processes count. Written from any thread, read by server/metrics when somebody scrapes.
#pragma once

#include <atomic>
#include <cstdint>

namespace lamplight::server {

using Count = std::atomic<std::int64_t>;

// Received = stored + repeated + refused (+ what waits in the lanes): I8.
struct AlarmFigures {
  Count received{0};        // off the broker
  Count refused{0};         // a full queue, or nothing of it could be stored: the home repeats
  Count stored{0};
  Count repeated{0};
  Count unreadable{0};      // of the stored ones
  Count transactions{0};
  Count conflicts{0};       // whole decisions taken again
  Count unavailable{0};     // waits for the database
};

struct TimerFigures {
  Count acted{0};
  Count late{0};            // acted upon more than 250 ms after the deadline (I6)
  Count latest_ms{0};       // the worst lateness so far
};

struct CourierFigures {
  Count told{0};            // taken by the broker
  Count swept{0};           // claimed from the outbox, their committer having died or lost the broker
  Count failed{0};          // not handed to the broker at once; the sweep repeats them
};

}  // namespace lamplight::server
