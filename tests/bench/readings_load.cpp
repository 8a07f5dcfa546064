// A window of unacknowledged packs on each connection keeps the broker busy without drowning it.
#include "tests/bench/readings_load.h"

#include "tests/bench/press_load.h"
#include "tests/support/running_town.h"

namespace lamplight::bench {
namespace {

constexpr int k_links = 8;
constexpr std::int64_t k_window = 200;  // packs a connection

}  // namespace

ReadingsLoad::ReadingsLoad(const tests::PrivateBroker& broker, int devices, int records_a_pack)
    : published_(k_links, 0), devices_(devices), records_a_pack_(records_a_pack) {
  for (int i = 0; i < k_links; ++i) {
    links_.emplace_back(broker.port(), "bench-load-" + std::to_string(i), "lamplight-simulator",
                        broker.password_of("lamplight-simulator"));
  }
}

// Times go back from now, a millisecond apart, so that no key comes twice.
std::string ReadingsLoad::pack(std::int64_t base_ms) {
  std::string text = "[";
  for (int i = 0; i < records_a_pack_; ++i, ++said_) {
    const std::int64_t at_ms = base_ms - said_;
    const std::string ms = std::to_string(at_ms % 1'000);
    text += (i == 0 ? "" : ",") + std::string(R"({"n":"heart_rate","u":"beat/min","t":)") +
            std::to_string(at_ms / 1'000) + "." + std::string(3 - ms.size(), '0') + ms + R"(,"v":)" +
            std::to_string(60 + said_ % 40) + "}";
  }
  return text + "]";
}

std::int64_t ReadingsLoad::run(double for_ms) {
  const std::int64_t base_ms = ms_of(tests::RunningTown::now());
  const std::int64_t before = said_;
  const double end = steady_ms() + for_ms;
  while (steady_ms() < end) {
    bool any = false;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (published_[i] - links_[i].acknowledged() >= k_window) continue;
      any = true;
      const std::string device = "p-" + std::to_string(said_ % devices_);
      links_[i].publish("lamplight/v1/d-0/" + device + "/readings", pack(base_ms));
      ++published_[i];
    }
    if (!any) wait_until_ms(steady_ms() + 0.2);
  }
  for (std::size_t i = 0; i < links_.size(); ++i) {
    while (links_[i].acknowledged() < published_[i]) wait_until_ms(steady_ms() + 1);
  }
  return said_ - before;
}

}  // namespace lamplight::bench
