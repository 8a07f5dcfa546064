// Rows as other departments' systems ask for them (FHIR): devices, incidents and flags of residents, single readings.
//
// Used by server/http on request threads. Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "model/reading.h"

namespace lamplight::db {

struct ExchangeDevice {
  DeviceId id;
  std::optional<ResidentId> resident;
  std::string model;
  std::string room;
  bool retired = false;
  std::string firmware;
};

struct ExchangeIncident {
  IncidentId id;
  ResidentId resident;
  std::string state;
  std::string kind;
  int priority = 5;
  Instant opened_at{};
  std::optional<Instant> ended_at;
  std::optional<WorkerId> worker;
  std::string worker_name;
};

struct ExchangeFlag {
  ResidentId resident;
  Instant since{};
};

struct ExchangeFilter {
  std::string id;       // empty: all
  std::string patient;  // empty: everybody
  Instant from{};
  Instant to{};  // exclusive
};

class ExchangeViews {
 public:
  explicit ExchangeViews(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Each by id, behind `after`.
  [[nodiscard]] Answer<std::vector<ExchangeDevice>> devices(const ExchangeFilter& filter, const std::string& after,
                                                            std::size_t max);
  [[nodiscard]] Answer<std::vector<ExchangeIncident>> incidents(const ExchangeFilter& filter, const std::string& after,
                                                                std::size_t max);
  // Residents at high risk.
  [[nodiscard]] Answer<std::vector<ExchangeFlag>> flags(const ExchangeFilter& filter, const std::string& after,
                                                        std::size_t max);
  [[nodiscard]] Answer<std::optional<Reading>> reading(const DeviceId& device, const std::string& name, Instant at);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
