// Packs of readings as fast as the broker takes them, over a few raw connections, each reading another one.
//
// Used by bench_ingest on its own thread.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/support/private_broker.h"
#include "tests/support/raw_mqtt.h"

namespace lamplight::bench {

class ReadingsLoad {
 public:
  ReadingsLoad(const tests::PrivateBroker& broker, int devices, int records_a_pack);

  // Publishes for that long; how many readings were handed over, all acknowledged by the broker.
  [[nodiscard]] std::int64_t run(double for_ms);

 private:
  [[nodiscard]] std::string pack(std::int64_t base_ms);

  std::vector<tests::RawMqtt> links_;
  std::vector<std::int64_t> published_;
  const int devices_;
  const int records_a_pack_;
  std::int64_t said_ = 0;
};

}  // namespace lamplight::bench
