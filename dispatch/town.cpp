// Looking things up in a snapshot of the town.
#include "dispatch/town.h"

#include <algorithm>

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

const WorkerCard* Town::worker(const WorkerId& id) const {
  const auto found = std::lower_bound(workers->begin(), workers->end(), id,
                                      [](const WorkerCard& card, const WorkerId& wanted) { return card.id < wanted; });
  return found == workers->end() || found->id != id ? nullptr : &*found;
}

}  // namespace lamplight
