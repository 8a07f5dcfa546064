// Packs of readings as fast as the broker takes them, over a few raw connections, each reading another one.
//
// Used by bench_ingest on its own thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "tests/support/private_broker.h"
#include "tests/support/raw_mqtt.h"

namespace lamplight::bench {

class ReadingsLoad {
 public:
  ReadingsLoad(const tests::PrivateBroker& broker, int devices, int records_a_pack);

  // Publishes for that long; how many readings were handed over, all acknowledged by the broker.
  [[nodiscard]] std::int64_t run(double for_ms);

  // Reading n was measured at begin_ms + n * step_ms, whenever it is said.
  struct Course {
    std::int64_t begin_ms = 0;
    std::int64_t step_ms = 1;
  };
  // Publishes the readings [said, until) of that course, all acknowledged by the broker.
  void run(const Course& course, std::int64_t said, std::int64_t until);

 private:
  [[nodiscard]] std::string pack(const Course& course);
  // One more pack on each connection that has room for it, while `more`; false when none had.
  bool publish_round(const Course& course, const std::function<bool()>& more);
  void wait_for_broker();

  std::vector<tests::RawMqtt> links_;
  std::vector<std::int64_t> published_;
  const int devices_;
  const int records_a_pack_;
  std::int64_t said_ = 0;
};

}  // namespace lamplight::bench
