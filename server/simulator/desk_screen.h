// What the simulated dispatcher's screen has shown so far: the cases she may touch. Pure.
//
// Used by the thread "field-staff".
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "devices/simulate/duty_desk.h"
#include "server/simulator/event_reader.h"

namespace lamplight::simulator {

class DeskScreen {
 public:
  // Whether a person has this resident's home in hand.
  using KeptOff = std::function<bool(const ResidentId&)>;

  // `own_name`: as the server names this dispatcher.
  explicit DeskScreen(std::string own_name) : own_name_(std::move(own_name)) {}

  // True when the cases may have changed.
  [[nodiscard]] bool show(const Event& event);
  // Those that come from the story alone and that no person has taken up.
  [[nodiscard]] std::vector<simulate::Case> cases(const KeptOff& kept_off) const;

 private:
  struct Seen {
    simulate::Case seen;
    std::optional<ResidentId> resident;
  };

  std::string own_name_;
  std::map<IncidentId, Seen> seen_;  // only cases of the story
};

}  // namespace lamplight::simulator
