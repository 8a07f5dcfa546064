// Which word is which device, which device raises what; and telling our own voice from a stranger's.
#include <catch2/catch.hpp>

#include "devices/simulate/household.h"
#include "devices/simulate/own_voice.h"

namespace lamplight::simulate {
namespace {

TEST_CASE("the register's words for models are understood") {
  for (const Gadget gadget :
       {Gadget::pendant, Gadget::wearable, Gadget::base_unit, Gadget::smoke_alarm, Gadget::gas_alarm,
        Gadget::water_sensor, Gadget::motion_sensor, Gadget::door_contact, Gadget::bed_sensor, Gadget::climate_sensor,
        Gadget::pressure_cuff, Gadget::pull_cord, Gadget::thermometer, Gadget::pill_box}) {
    CAPTURE(std::string(name_of(gadget)));
    CHECK(gadget_of_model(name_of(gadget)) == gadget);
  }
  CHECK(gadget_of_model("wrist_band_3") == Gadget::wearable);
  CHECK(gadget_of_model("") == Gadget::other);
}

TEST_CASE("a fall is noticed by the wearable, and by the pendant where there is none") {
  Household home;
  home.devices = {{DeviceId{"p"}, DistrictId{"d"}, Gadget::pendant, ""},
                  {DeviceId{"w"}, DistrictId{"d"}, Gadget::wearable, ""}};
  CHECK(home.that_raises(AlarmKind::fall)->id == DeviceId{"w"});
  CHECK(home.that_raises(AlarmKind::sos)->id == DeviceId{"p"});
  CHECK(home.that_raises(AlarmKind::smoke) == nullptr);
  home.devices.pop_back();
  CHECK(home.that_raises(AlarmKind::fall)->id == DeviceId{"p"});
}

TEST_CASE("what was said here is known for ten minutes, however often it comes back") {
  const Instant start = instant_of_ms(1'795'000'000'000);
  OwnVoice voice;
  voice.said("t/a", "x", start);
  CHECK(voice.is_own("t/a", "x", start));
  CHECK(voice.is_own("t/a", "x", start + std::chrono::minutes{10}));
  CHECK_FALSE(voice.is_own("t/a", "y", start));
  CHECK_FALSE(voice.is_own("t/b", "x", start));
  CHECK_FALSE(voice.is_own("t/a", "x", start + std::chrono::minutes{11}));
}

TEST_CASE("said twice, it is known ten minutes after the second time") {
  const Instant start = instant_of_ms(1'795'000'000'000);
  OwnVoice voice;
  voice.said("t/a", "x", start);
  voice.said("t/a", "x", start + std::chrono::minutes{8});
  CHECK(voice.is_own("t/a", "x", start + std::chrono::minutes{15}));
  CHECK_FALSE(voice.is_own("t/a", "x", start + std::chrono::minutes{19}));
}

}  // namespace
}  // namespace lamplight::simulate
