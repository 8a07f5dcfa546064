// What server/resident_watching starts from and leaves behind: care plans, latest values, mornings, scores.
//
// Called on its thread, on the readings' sessions; starting reads with a session without time-outs.
#pragma once

#include <string>
#include <vector>

#include "db/pool.h"
#include "model/reading.h"

namespace lamplight::db {

struct CarePlanText {
  ResidentId resident;
  std::string plan;
  std::int64_t version = 0;
};

struct MorningRow {
  ResidentId resident;
  std::int64_t day = 0;
  int minute = 0;
};

// A score with what it was computed from, in words of code: "heart_rate=72@1795420000000:0,…".
struct ScoreRow {
  ResidentId resident;
  Instant at{};
  int least = 0;
  int most = 0;
  std::string response;
  std::string decides;
  std::string missing;
  std::string computed_from;
};

struct HourMean {
  Instant hour{};
  double mean = 0;
};

class Watching {
 public:
  Watching(Pool& readings, Pool& administration) : readings_(readings), administration_(administration) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<std::vector<CarePlanText>> care_plans();
  // Residents whose saturation is scored on scale two.
  [[nodiscard]] Answer<std::vector<ResidentId>> on_scale_two();
  [[nodiscard]] Answer<std::vector<Reading>> latest(Instant since);
  [[nodiscard]] Answer<std::vector<MorningRow>> mornings(std::int64_t since_day);
  [[nodiscard]] Answer<std::vector<HourMean>> hourly_means(const ResidentId& resident, const std::string& name,
                                                           Instant since);
  [[nodiscard]] Answer<Done> keep_mornings(const std::vector<MorningRow>& mornings);
  [[nodiscard]] Answer<Done> keep_scores(const std::vector<ScoreRow>& scores);

 private:
  Pool& readings_;
  Pool& administration_;
};

}  // namespace lamplight::db
