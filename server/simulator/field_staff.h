// The people who help, simulated: every care worker's phone and one dispatcher's desk, over the HTTP API.
//
// One thread, "field-staff". It reads the registers, lets the homes move in, and from then on looks at
// the event streams and does what the pure state machines of devices/simulate want done. Before each
// deed it asks the server whether a person has used that worker's account in the last ten minutes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "devices/simulate/care_worker.h"
#include "devices/simulate/story.h"
#include "server/clock.h"
#include "server/simulator/api_client.h"
#include "server/simulator/homes.h"
#include "server/simulator/town_files.h"

namespace lamplight::simulator {

struct StaffPlan {
  std::string server_url;
  std::vector<TownDevice> devices;
  std::vector<Account> accounts;
  simulate::Plot plot;
  simulate::Pace pace;
};

class FieldStaff {
 public:
  // Throws std::runtime_error when the plan can't be: no server address, nobody to read the registers.
  FieldStaff(StaffPlan plan, Homes& homes, const server::Clock& clock);
  // Stops within about a second and a half, the longest that a call may take.
  ~FieldStaff();
  FieldStaff(const FieldStaff&) = delete;
  FieldStaff& operator=(const FieldStaff&) = delete;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::simulator
