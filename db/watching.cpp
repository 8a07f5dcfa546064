// Rows in and out.
#include "db/watching.h"

#include "db/statements_rollups.h"
#include "db/statements_watching.h"

namespace lamplight::db {

Result<std::vector<CarePlanText>, StoreError> Watching::care_plans() {
  return readings_.run<std::vector<CarePlanText>>([](Session& session) {
    std::vector<CarePlanText> plans;
    session.query(k_list_care_plans, {}, [&](const Row& row) {
      plans.push_back({row.id<ResidentId>(0), row.text(1), row.integer(2)});
    });
    return plans;
  });
}

Result<std::vector<ResidentId>, StoreError> Watching::on_scale_two() {
  return readings_.run<std::vector<ResidentId>>([](Session& session) {
    std::vector<ResidentId> residents;
    session.query(k_list_spo2_scales, {}, [&](const Row& row) { residents.push_back(row.id<ResidentId>(0)); });
    return residents;
  });
}

Result<std::vector<Reading>, StoreError> Watching::latest(Instant since) {
  return administration_.run<std::vector<Reading>>([since](Session& session) {
    std::vector<Reading> readings;
    session.query(k_list_latest_readings, {since, since}, [&](const Row& row) {
      readings.push_back(
          {row.id<DeviceId>(0), row.id<ResidentId>(1), row.text(2), row.instant(3), row.real(4), row.instant(5)});
    });
    return readings;
  });
}

Result<std::vector<MorningRow>, StoreError> Watching::mornings(std::int64_t since_day) {
  return readings_.run<std::vector<MorningRow>>([since_day](Session& session) {
    std::vector<MorningRow> mornings;
    session.query(k_list_mornings, {since_day}, [&](const Row& row) {
      mornings.push_back({row.id<ResidentId>(0), row.integer(1), static_cast<int>(row.integer(2))});
    });
    return mornings;
  });
}

Result<std::vector<HourMean>, StoreError> Watching::hourly_means(const ResidentId& resident, const std::string& name,
                                                                 Instant since) {
  return readings_.run<std::vector<HourMean>>([&](Session& session) {
    std::vector<HourMean> means;
    session.query(k_list_hourly_means, {resident, name, since}, [&](const Row& row) {
      means.push_back({row.instant(0), row.real(1)});
    });
    return means;
  });
}

Result<Done, StoreError> Watching::keep_mornings(const std::vector<MorningRow>& mornings) {
  std::vector<Params> rows;
  for (const MorningRow& m : mornings) rows.push_back({m.resident, m.day, m.minute});
  return readings_.run<Done>([&](Session& session) {
    session.insert(k_put_mornings, rows);
    return Done{};
  });
}

Result<Done, StoreError> Watching::keep_scores(const std::vector<ScoreRow>& scores) {
  std::vector<Params> rows;
  for (const ScoreRow& s : scores) {
    rows.push_back({s.resident, s.at, s.least, s.most, s.response, s.decides, s.missing, s.computed_from});
  }
  return readings_.run<Done>([&](Session& session) {
    session.insert(k_put_scores, rows);
    return Done{};
  });
}

}  // namespace lamplight::db
