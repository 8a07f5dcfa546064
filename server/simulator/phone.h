// What a simulated care worker's phone has shown so far, out of her event stream. Pure.
//
// Used by the thread "field-staff"; one a worker.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "devices/simulate/care_worker.h"
#include "server/simulator/event_reader.h"

namespace lamplight::simulator {

class Phone {
 public:
  // Whether an incident has come from the simulator's own story.
  using OfStory = std::function<bool(const IncidentId&)>;

  explicit Phone(WorkerId worker) : worker_(std::move(worker)) {}

  // True when the tasks may have changed. Events that say nothing about tasks are passed over.
  [[nodiscard]] bool show(const Event& event);
  [[nodiscard]] std::vector<simulate::Task> tasks(const OfStory& of_story) const;
  // As the last snapshot had it; nothing before the first.
  [[nodiscard]] std::optional<bool> on_duty() const { return on_duty_; }

 private:
  WorkerId worker_;
  std::optional<bool> on_duty_;
  std::map<IncidentId, simulate::Task> offered_;
  std::map<IncidentId, simulate::Task> held_;
};

}  // namespace lamplight::simulator
