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

std::string ReadingsLoad::pack(const Course& course) {
  std::string text = "[";
  for (int i = 0; i < records_a_pack_; ++i, ++said_) {
    const std::int64_t at_ms = course.begin_ms + said_ * course.step_ms;
    const std::string ms = std::to_string(at_ms % 1'000);
    text += (i == 0 ? "" : ",") + std::string(R"({"n":"heart_rate","u":"beat/min","t":)") +
            std::to_string(at_ms / 1'000) + "." + std::string(3 - ms.size(), '0') + ms + R"(,"v":)" +
            std::to_string(60 + said_ % 40) + "}";
  }
  return text + "]";
}

bool ReadingsLoad::publish_round(const Course& course, const std::function<bool()>& more) {
  bool any = false;
  for (std::size_t i = 0; i < links_.size() && more(); ++i) {
    if (published_[i] - links_[i].acknowledged() >= k_window) continue;
    any = true;
    const std::string device = "p-" + std::to_string(said_ / records_a_pack_ % devices_);
    links_[i].publish("lamplight/v1/d-0/" + device + "/readings", pack(course));
    ++published_[i];
  }
  return any;
}

void ReadingsLoad::wait_for_broker() {
  for (std::size_t i = 0; i < links_.size(); ++i) {
    while (links_[i].acknowledged() < published_[i]) wait_until_ms(steady_ms() + 1);
  }
}

// Times go back from now, a millisecond apart, so that no key comes twice.
std::int64_t ReadingsLoad::run(double for_ms) {
  const Course course{ms_of(tests::RunningTown::now()), -1};
  const std::int64_t before = said_;
  const double end = steady_ms() + for_ms;
  const auto more = [end] { return steady_ms() < end; };
  while (more()) {
    if (!publish_round(course, more)) wait_until_ms(steady_ms() + 0.2);
  }
  wait_for_broker();
  return said_ - before;
}

void ReadingsLoad::run(const Course& course, std::int64_t said, std::int64_t until) {
  said_ = said;
  const auto more = [this, until] { return said_ < until; };
  while (more()) {
    if (!publish_round(course, more)) wait_until_ms(steady_ms() + 0.2);
  }
  wait_for_broker();
}

}  // namespace lamplight::bench
