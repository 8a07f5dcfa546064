// Looking things up in a snapshot of the town.
#include "dispatch/town.h"

namespace lamplight {
namespace {

template <class Map, class Key>
auto find_in(const Map& map, const Key& key) -> decltype(&map.begin()->second) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const ResidentCard* Town::resident(const ResidentId& id) const { return find_in(registers->residents, id); }
const DeviceCard* Town::device(const DeviceId& id) const { return find_in(registers->devices, id); }
const District* Town::district(const DistrictId& id) const { return find_in(registers->districts, id); }

const WorkerCard* Town::worker(const WorkerId& id) const { return workers->find(id); }

const WorkerId* Town::last_there(const ResidentId& id) const {
  return visits ? find_in(*visits, id) : nullptr;
}

Pace Town::pace_to(const DistrictId& district, Instant when) const {
  return pace ? pace->at(district, when) : Pace{};
}

Demand demand_of(const MeasuredDemand& measured, const Registers& registers) {
  constexpr double k_expected_of_a_resident = 0.1;  // emergencies in the window, besides those measured
  constexpr double k_window_h = static_cast<double>(k_demand_window.count()) / 3600;
  struct Homes {
    double lat = 0;
    double lon = 0;
    int count = 0;
  };
  std::map<DistrictId, Homes> homes;
  for (const auto& [id, resident] : registers.residents) {
    Homes& of_district = homes[resident.district];
    of_district.lat += resident.home.lat;
    of_district.lon += resident.home.lon;
    ++of_district.count;
  }
  Demand demand;
  if (measured.busy_share) demand.busy_share = *measured.busy_share;
  for (const auto& [district, sum] : homes) {
    const auto found = measured.emergencies.find(district);
    const double emergencies = found == measured.emergencies.end() ? 0 : found->second;
    demand.districts.push_back({district, Position{sum.lat / sum.count, sum.lon / sum.count},
                                (emergencies + k_expected_of_a_resident * sum.count) / k_window_h});
  }
  return demand;
}

}  // namespace lamplight
