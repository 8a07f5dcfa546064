// Says every few seconds in the database that this program lives, and how it is: so that one page shows all of them.
//
// Both long-running programs have one. Runs on the thread "presence"; while the database is away it says nothing,
// which is then what the others see.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "db/instances.h"
#include "server/clock.h"
#include "server/thread.h"

namespace lamplight::server {

inline constexpr Millis k_presence_every{5'000};
inline constexpr Millis k_presence_lost{20'000};  // who has said nothing for so long is not there

class Presence {
 public:
  using Parts = std::function<std::vector<db::PartState>()>;

  // `parts` is asked on the thread; what it reads must outlive this.
  Presence(std::string program, std::string instance, db::Pool& pool, const Clock& clock, Parts parts);

 private:
  void run(const std::stop_token& stop);

  db::Instances instances_;
  const Clock& clock_;
  db::InstanceRow row_;  // only its own thread
  const Parts parts_;
  Thread thread_;        // last: it uses all of the above
};

}  // namespace lamplight::server
