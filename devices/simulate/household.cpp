// Which word means which device, and which device raises what.
#include "devices/simulate/household.h"

#include <array>
#include <initializer_list>
#include <utility>

namespace lamplight::simulate {
namespace {

struct ModelWord {
  std::string_view part;  // of the model's name
  Gadget gadget;
};

// The first word found decides, so the more telling ones stand first.
constexpr std::array k_model_words{
    ModelWord{"pendant", Gadget::pendant},         ModelWord{"smoke", Gadget::smoke_alarm},
    ModelWord{"gas", Gadget::gas_alarm},           ModelWord{"water", Gadget::water_sensor},
    ModelWord{"leak", Gadget::water_sensor},       ModelWord{"motion", Gadget::motion_sensor},
    ModelWord{"door", Gadget::door_contact},       ModelWord{"bed", Gadget::bed_sensor},
    ModelWord{"cuff", Gadget::pressure_cuff},      ModelWord{"pressure", Gadget::pressure_cuff},
    ModelWord{"thermometer", Gadget::thermometer}, ModelWord{"climate", Gadget::climate_sensor},
    ModelWord{"room", Gadget::climate_sensor},     ModelWord{"pill", Gadget::pill_box},
    ModelWord{"cord", Gadget::pull_cord},          ModelWord{"wear", Gadget::wearable},
    ModelWord{"watch", Gadget::wearable},          ModelWord{"band", Gadget::wearable},
    ModelWord{"hub", Gadget::base_unit},           ModelWord{"base", Gadget::base_unit},
    ModelWord{"unit", Gadget::base_unit},          ModelWord{"gateway", Gadget::base_unit},
    ModelWord{"button", Gadget::pendant},
};

// Who raises it, in the order in which a home would rather have it.
std::initializer_list<Gadget> raisers_of(AlarmKind kind) {
  static constexpr std::initializer_list<Gadget> k_keys{Gadget::pendant, Gadget::pull_cord, Gadget::base_unit,
                                                        Gadget::wearable};
  static constexpr std::initializer_list<Gadget> k_falls{Gadget::wearable, Gadget::pendant};
  static constexpr std::initializer_list<Gadget> k_smoke{Gadget::smoke_alarm};
  static constexpr std::initializer_list<Gadget> k_gas{Gadget::gas_alarm, Gadget::smoke_alarm};
  static constexpr std::initializer_list<Gadget> k_water{Gadget::water_sensor};
  static constexpr std::initializer_list<Gadget> k_room{Gadget::climate_sensor, Gadget::base_unit};
  static constexpr std::initializer_list<Gadget> k_door{Gadget::door_contact};
  static constexpr std::initializer_list<Gadget> k_bed{Gadget::bed_sensor};
  static constexpr std::initializer_list<Gadget> k_motion{Gadget::motion_sensor};
  static constexpr std::initializer_list<Gadget> k_pills{Gadget::pill_box, Gadget::base_unit};
  static constexpr std::initializer_list<Gadget> k_mains{Gadget::base_unit};
  static constexpr std::initializer_list<Gadget> k_battery{Gadget::pendant, Gadget::wearable, Gadget::motion_sensor};
  static constexpr std::initializer_list<Gadget> k_none{};
  switch (kind) {
    case AlarmKind::sos:
    case AlarmKind::service:
    case AlarmKind::cancel:
    case AlarmKind::restored:
      return k_keys;
    case AlarmKind::fall:
      return k_falls;
    case AlarmKind::smoke:
    case AlarmKind::heat:
      return k_smoke;
    case AlarmKind::gas:
    case AlarmKind::co:
      return k_gas;
    case AlarmKind::water:
      return k_water;
    case AlarmKind::cold:
      return k_room;
    case AlarmKind::intruder:
    case AlarmKind::wandering:
      return k_door;
    case AlarmKind::bed_exit:
      return k_bed;
    case AlarmKind::no_motion:
      return k_motion;
    case AlarmKind::medication_missed:
      return k_pills;
    case AlarmKind::vital:
      return k_falls;
    case AlarmKind::mains_lost:
    case AlarmKind::tamper:
    case AlarmKind::device_fault:
      return k_mains;
    case AlarmKind::battery_low:
      return k_battery;
    case AlarmKind::unreadable:
    case AlarmKind::unknown:
      return k_none;
  }
  return k_none;
}

}  // namespace

std::string_view name_of(Gadget gadget) {
  switch (gadget) {
    case Gadget::pendant:
      return "pendant";
    case Gadget::wearable:
      return "wearable";
    case Gadget::base_unit:
      return "base_unit";
    case Gadget::pull_cord:
      return "pull_cord";
    case Gadget::smoke_alarm:
      return "smoke_alarm";
    case Gadget::gas_alarm:
      return "gas_alarm";
    case Gadget::water_sensor:
      return "water_sensor";
    case Gadget::motion_sensor:
      return "motion_sensor";
    case Gadget::door_contact:
      return "door_contact";
    case Gadget::bed_sensor:
      return "bed_sensor";
    case Gadget::climate_sensor:
      return "climate_sensor";
    case Gadget::pressure_cuff:
      return "pressure_cuff";
    case Gadget::thermometer:
      return "thermometer";
    case Gadget::pill_box:
      return "pill_box";
    case Gadget::other:
      return "other";
  }
  return {};
}

Gadget gadget_of_model(std::string_view model) {
  for (const ModelWord& word : k_model_words) {
    if (model.find(word.part) != std::string_view::npos) return word.gadget;
  }
  return Gadget::other;
}

const HomeDevice* Household::with(Gadget gadget) const {
  for (const HomeDevice& device : devices) {
    if (device.gadget == gadget) return &device;
  }
  return nullptr;
}

const HomeDevice* Household::that_raises(AlarmKind kind) const {
  for (const Gadget gadget : raisers_of(kind)) {
    if (const HomeDevice* device = with(gadget)) return device;
  }
  return nullptr;
}

}  // namespace lamplight::simulate
