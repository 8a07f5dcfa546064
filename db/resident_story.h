// What a resident's home has measured, and what has happened there.
//
// Used by server/http on request threads. Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "model/reading.h"

namespace lamplight::db {

struct ReadingFilter {
  ResidentId resident;
  std::string name;  // empty: all names; "motion": of every place, "motion:kitchen": of this one
  Instant from{};
  Instant to{};  // exclusive
};

// Behind the last one shown.
struct ReadingPlace {
  Instant at{};
  std::string name;
  DeviceId device;
};

struct ReadingBucket {
  std::string name;
  Instant at{};  // where it begins
  std::int64_t count = 0;
  double min = 0;
  double mean = 0;
  double max = 0;
};

struct StoryLine {
  Instant at{};
  bool alarm = false;  // else a line of an incident's history
  std::string what;    // the history's word, or the kind of the alarm
  IncidentId incident;
  std::string text;
  std::string who;
  std::optional<WorkerId> worker;
  std::string worker_name;
};

class ResidentStory {
 public:
  explicit ResidentStory(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Oldest first.
  [[nodiscard]] Answer<std::vector<Reading>> raw(const ReadingFilter& filter, const std::optional<ReadingPlace>& after,
                                                 std::size_t max);
  [[nodiscard]] Answer<std::vector<ReadingBucket>> buckets(const ReadingFilter& filter, Millis every,
                                                           const std::optional<ReadingPlace>& after, std::size_t max);
  // The latest reading of each of these names since `since`; of what was not measured there is none.
  [[nodiscard]] Answer<std::vector<Reading>> latest(const ResidentId& resident, const std::vector<std::string>& names,
                                                    Instant since);

  // The last reading of each of these names in every span of `every`, oldest first; spans begin at whole multiples
  // since 1970. At most `max` of a name.
  [[nodiscard]] Answer<std::vector<Reading>> last_of_spans(const ResidentId& resident,
                                                           const std::vector<std::string>& names, Instant from,
                                                           Instant to, Millis every, std::size_t max);

  // 1 or 2 (NEWS2); nothing where there is no such resident.
  [[nodiscard]] Answer<std::optional<int>> spo2_scale(const ResidentId& resident);

  // Incidents of findings about her devices whose cause goes on.
  [[nodiscard]] Answer<std::vector<IncidentId>> unmended(const ResidentId& resident, std::size_t max);

  // Latest first: what happened at `until` or before, without the first `skip`.
  [[nodiscard]] Answer<std::vector<StoryLine>> timeline(const ResidentId& resident, Instant until, std::size_t skip,
                                                        std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
