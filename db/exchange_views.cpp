// Reading them, one statement each.
#include "db/exchange_views.h"

#include "db/statements_exchange.h"

namespace lamplight::db {

Result<std::vector<ExchangeDevice>, StoreError> ExchangeViews::devices(const ExchangeFilter& filter,
                                                                       const std::string& after, std::size_t max) {
  return pool_.run<std::vector<ExchangeDevice>>([&](Session& session) {
    std::vector<ExchangeDevice> devices;
    session.query(k_exchange_devices,
                  {after, filter.id, filter.id, filter.patient, filter.patient, static_cast<std::int64_t>(max)},
                  [&](const Row& row) {
                    devices.push_back({row.id<DeviceId>(0), row.id_or_nothing<ResidentId>(1), row.text(2), row.text(3),
                                       row.truth(4), row.null(5) ? std::string() : row.text(5)});
                  });
    return devices;
  });
}

Result<std::vector<ExchangeIncident>, StoreError> ExchangeViews::incidents(const ExchangeFilter& filter,
                                                                           const std::string& after, std::size_t max) {
  return pool_.run<std::vector<ExchangeIncident>>([&](Session& session) {
    std::vector<ExchangeIncident> incidents;
    session.query(k_exchange_incidents,
                  {after, filter.id, filter.id, filter.patient, filter.patient, filter.from, filter.to,
                   static_cast<std::int64_t>(max)},
                  [&](const Row& row) {
                    incidents.push_back({row.id<IncidentId>(0), row.id<ResidentId>(1), row.text(2), row.text(3),
                                         static_cast<int>(row.integer(4)), row.instant(5), row.instant_or_nothing(6),
                                         row.id_or_nothing<WorkerId>(7), row.null(8) ? std::string() : row.text(8)});
                  });
    return incidents;
  });
}

Result<std::vector<ExchangeFlag>, StoreError> ExchangeViews::flags(const ExchangeFilter& filter,
                                                                   const std::string& after, std::size_t max) {
  return pool_.run<std::vector<ExchangeFlag>>([&](Session& session) {
    std::vector<ExchangeFlag> flags;
    session.query(k_exchange_flags, {after, filter.patient, filter.patient, static_cast<std::int64_t>(max)},
                  [&](const Row& row) {
                    flags.push_back({row.id<ResidentId>(0), row.instant(1)});
                  });
    return flags;
  });
}

Result<std::optional<Reading>, StoreError> ExchangeViews::reading(const DeviceId& device, const std::string& name,
                                                                  Instant at) {
  return pool_.run<std::optional<Reading>>([&](Session& session) {
    std::optional<Reading> reading;
    session.query(k_exchange_reading, {device, name, at}, [&](const Row& row) {
      reading = Reading{device, row.id_or_nothing<ResidentId>(0), name, at, row.real(1), at};
    });
    return reading;
  });
}

}  // namespace lamplight::db
