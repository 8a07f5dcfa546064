// Tells what the simulator has said itself from what somebody else says for the same devices.
//
// The broker brings back everything that is published on the town's topics. What was said here within
// the last ten minutes is known by its digest, also when it arrives twice. Pure; one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>

#include "model/time.h"

namespace lamplight::simulate {

class OwnVoice {
 public:
  void said(std::string_view topic, std::string_view payload, Instant now);
  [[nodiscard]] bool is_own(std::string_view topic, std::string_view payload, Instant now);

 private:
  void forget(Instant now);

  struct Word {
    Instant at{};
    std::uint64_t digest = 0;
  };
  std::deque<Word> words_;
  std::unordered_map<std::uint64_t, int> known_;
};

}  // namespace lamplight::simulate
