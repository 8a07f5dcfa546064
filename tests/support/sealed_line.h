// A device's living line to the broker by its certificate: MQTT 3.1.1 over TLS, to see whether it is still there.
//
// One thread; blocks for at most ten seconds where the broker is silent.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace lamplight::tests {

class SealedLine {
 public:
  // `tls` as the answer to the device's provisioning has it. Throws std::runtime_error when the broker refuses.
  SealedLine(const nlohmann::json& tls, const std::string& client_id);
  ~SealedLine();
  SealedLine(const SealedLine&) = delete;
  SealedLine& operator=(const SealedLine&) = delete;

  // True once the broker has acknowledged it; false where the line is no more.
  [[nodiscard]] bool publish(std::string_view topic, std::string_view payload);
  // The broker has ended it.
  [[nodiscard]] bool ended();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
  std::uint16_t next_id_ = 1;
};

}  // namespace lamplight::tests
