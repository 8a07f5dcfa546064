// Who has fallen silent: the promises of all devices, and what follows when one is broken.
//
// A device promises its next word (`next_within_s` of a heartbeat, `ut` of a pack, else the interval in
// its profile). A watched device is one that has spoken at least once. When its promise and a grace are
// over it is silent; when most of a district falls silent within a minute that is one matter of the
// whole district; while we ourselves were blind nobody is, and all clocks start anew.
//
// Pure: `now` is a parameter and never goes back. One thread at a time (server/home_watch). A million
// devices take less than 150 MB and a scan less than 10 ms: numbers instead of names, one array a field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "devices/name_numbers.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

struct SupervisionRules {
  Seconds grace{45};             // beyond a promise, for what the way and the clocks may take
  Seconds grace_high_risk{10};   // found within 20 s of the promise, the others within 90
  Seconds goodbye_grace{45};     // after a last will: most devices are back at once
  Seconds district_window{30};   // a silent device waits this long for company, high-risk ones don't
  std::size_t district_min = 5;  // fewer devices are no district
};

// What the register says of a device.
struct Watched {
  DeviceId device;
  DistrictId district;
  bool high_risk = false;
  Seconds interval{900};  // its profile's, for devices that promise nothing; 0: none was agreed, none is held to it
};

// A message of a device, and what it promises.
struct Word {
  Instant at{};
  std::optional<Seconds> heartbeat_within;  // of a heartbeat
  std::optional<Seconds> value_within;      // of a pack; counts where no heartbeat ever promised anything
};

struct SilentDevice {
  DeviceId device;
  DistrictId district;
  Instant heard_at{};
  Seconds promise{};
  bool operator==(const SilentDevice&) const = default;
};

struct SilentDistrict {
  DistrictId district;
  Instant since{};
  std::size_t silent = 0;
  std::size_t watched = 0;
  bool operator==(const SilentDistrict&) const = default;
};

// What one look has found.
struct SilenceFound {
  std::vector<SilentDevice> devices;       // each a matter of its own
  std::vector<SilentDistrict> districts;   // most of a district; its devices are not in `devices`
  std::vector<DistrictId> districts_back;  // most of it speaks again; who does not is in `devices`
};

class Supervision {
 public:
  explicit Supervision(SupervisionRules rules) : rules_(rules) {}

  // A word came. True when the device had been found silent by itself: it is back.
  bool heard(const Watched& watched, const Word& word);
  // Its last will.
  void said_goodbye(const Watched& watched, Instant at);
  // As it was before a restart: it was heard and had promised, or had been found silent by itself.
  void remember(const Watched& watched, Instant heard_at, Seconds promise);
  void remember_silent(const Watched& watched);
  // Those of its devices that were not heard since then are silent with it.
  void remember_silent_district(const DistrictId& district, Instant since);
  // No longer in the register. True when it had been found silent by itself.
  bool forget(const DeviceId& device);

  // We heard nobody until now: nobody's promise counts for that time.
  void start_anew(Instant now);
  // A moment's absence: promises go on, but what was said meanwhile may still be on its way.
  void allow_grace(Instant now);

  [[nodiscard]] SilenceFound look(Instant now);

  // When it was last heard and what it had promised; nothing for devices that are not watched.
  struct Promise {
    Instant heard_at{};
    Seconds promise{};
  };
  [[nodiscard]] std::optional<Promise> promise_of(const DeviceId& device) const;
  [[nodiscard]] std::size_t watched() const { return watched_; }
  [[nodiscard]] std::size_t silent() const { return silent_; }

 private:
  enum class State : std::uint8_t { unknown, speaking, waiting, silent, silent_with_district };
  struct Waiting {
    std::uint32_t number = 0;
    std::int64_t since_ms = 0;
  };
  struct District {
    DistrictId id;
    std::size_t watched = 0;
    std::size_t silent = 0;                    // by themselves
    std::size_t silent_with = 0;               // with the district
    std::size_t silent_with_most = 0;          // since it fell silent
    std::vector<Waiting> waiting;              // found silent, waiting for company
    std::vector<std::int64_t> just_silent_ms;  // when high-risk ones were found, of the last minute
    bool is_silent = false;
  };

  std::uint32_t number_of(const Watched& watched);
  std::uint32_t district_number(const DistrictId& district);
  [[nodiscard]] std::int64_t due_of(std::uint32_t number, Instant from) const;
  void leave_state(std::uint32_t number);
  [[nodiscard]] SilentDevice silent_device(std::uint32_t number) const;
  void fall_silent(std::uint32_t number, State state);
  void find_overdue(Instant now, SilenceFound& found);
  void end_waiting(District& district, Instant now, SilenceFound& found);
  void end_district(District& district, SilenceFound& found);
  void judge_district(District& district, Instant now, SilenceFound& found);

  const SupervisionRules rules_;
  NameNumbers names_;
  // One entry a device, by its number.
  std::vector<std::int64_t> due_ms_;  // k_never while nothing is due
  std::vector<std::int64_t> heard_ms_;
  std::vector<std::uint32_t> promise_s_;
  std::vector<std::uint16_t> district_;
  std::vector<State> state_;
  std::vector<bool> high_risk_;
  std::vector<bool> heartbeat_promised_;

  std::vector<District> districts_;
  std::unordered_map<DistrictId, std::uint16_t> district_numbers_;
  std::size_t watched_ = 0;
  std::size_t silent_ = 0;
};

}  // namespace lamplight
