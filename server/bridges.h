// Listens to household bridges: gives each thing behind them the voice of a device of ours.
//
// What a registered thing measures goes into the readings' queue as if it had published it itself; its cries
// are findings (devices/findings.h), told on its alarm topic until they are received. A thing that nobody has
// registered is kept as found; its cries go out in its bridge's name, so that a button works from its first
// day. Dead letters that an administrator wants read once more go the same way. Runs on the thread "bridges";
// Paho's callback has only queued the bytes.
#pragma once

#include <atomic>
#include <map>
#include <string>

#include "db/dead_letters.h"
#include "db/found_things.h"
#include "devices/adapters/voice.h"
#include "devices/arrivals.h"
#include "dispatch/town.h"
#include "server/bridge_spool.h"
#include "server/district_share.h"
#include "server/finding_book.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class TownWatch;

class Bridges {
 public:
  struct Borrowed {
    Arrivals& arrivals;  // the readings' queue
    db::FoundThings& found;
    db::DeadLetters& letters;
    Findings& findings;
    FindingTeller& teller;
    const TownWatch& town;
    const Clock& clock;
    FindingFigures& figures;
    BridgeSpool& spool;
  };

  explicit Bridges(const Borrowed& borrowed);

  // Inside Paho's callback.
  void offer(Arrived&& message);

  // What came, what waits, what was thrown out. Any thread.
  [[nodiscard]] QueueFigures figures() const { return waiting_.figures(); }
  [[nodiscard]] static std::size_t messages_max();

  // The filters of all languages below the districts of that share.
  [[nodiscard]] static std::vector<std::string> filters(const DistrictShare& share);

 private:
  void run(const std::stop_token& stop);
  void load();
  void take_up_left();
  void forget_dealt_with();
  void read_again();
  void take(Arrived&& message, const Town& town, Instant now);
  void speak(const BridgeTopic& topic, const ThingSays& says, bool retained, const Town& town, Instant now);
  void cry(const DeviceCard& card, const ThingSays& says, const ThingAlarm& alarm, Language language, Instant now);
  void note_found(const BridgeTopic& topic, const DeviceId& device, const ThingSays& says, Instant now);

  const Borrowed out_;
  Arrivals waiting_;

  std::atomic<std::int64_t> queued_{0};  // of those kept

  // Only its own thread.
  bool loaded_ = false;
  FindingBook book_;
  std::map<DeviceId, Instant> pressed_at_;  // the last press, which some things say twice
  std::map<DeviceId, Instant> found_at_;    // when it was last kept
  std::vector<db::FoundThing> to_keep_;
  Instant read_again_next_{};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
