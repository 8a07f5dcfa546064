// A home of the simulated town: who lives there, which devices speak for her.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alarm_kind.h"
#include "model/geo.h"
#include "model/ids.h"

namespace lamplight::simulate {

// What a device can do. A model we have no word for still sends its heartbeats.
enum class Gadget : std::uint8_t {
  pendant,    // red key, green key; hangs round the neck
  wearable,   // a band: pulse, oxygen, steps, notices falls
  base_unit,  // plugged into the mains, with a button of its own
  pull_cord,
  smoke_alarm,
  gas_alarm,
  water_sensor,
  motion_sensor,
  door_contact,
  bed_sensor,
  climate_sensor,
  pressure_cuff,
  thermometer,
  pill_box,
  other,
};

[[nodiscard]] std::string_view name_of(Gadget gadget);
// From the word in the register of devices: "pendant", "smoke_alarm", "motion", "wrist_band", …
[[nodiscard]] Gadget gadget_of_model(std::string_view model);

struct HomeDevice {
  DeviceId id;
  DistrictId district;
  Gadget gadget = Gadget::other;
  std::string room;
  bool operator==(const HomeDevice&) const = default;
};

struct Household {
  ResidentId resident;
  std::string name;  // empty until the register has been read
  DistrictId district;
  std::string area;  // the district's name, in Chinese and in English
  std::string area_en;
  std::optional<Position> place;
  std::vector<HomeDevice> devices;

  // The first device of that sort; nothing where there is none.
  [[nodiscard]] const HomeDevice* with(Gadget gadget) const;
  // The device that would raise an alarm of this kind in this home; nothing where none could.
  [[nodiscard]] const HomeDevice* that_raises(AlarmKind kind) const;
  bool operator==(const Household&) const = default;
};

}  // namespace lamplight::simulate
