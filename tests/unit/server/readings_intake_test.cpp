// The monitor's writer, on a memory that is sometimes away.
#include "server/readings_intake.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>

#include "db/memory_directory.h"
#include "db/memory_readings.h"
#include "server/clock.h"
#include "server/town_watch.h"

using namespace lamplight;
using namespace lamplight::server;
using namespace std::chrono_literals;

namespace {

// Refuses what it is told to refuse; the rest goes into the memory.
class WaywardReadings final : public Readings {
 public:
  Result<std::size_t, ReadingsError> store(const std::vector<Reading>& readings) override {
    const auto refused = [&] {
      if (away) return true;
      for (const Reading& reading : readings) {
        if (reading.name == poison) return true;
      }
      return false;
    };
    if (refused()) return said(Result<std::size_t, ReadingsError>{Failure{ReadingsError::unavailable}});
    return said(memory.store(readings));
  }
  Result<Done, ReadingsError> store_status(const std::vector<DeviceStatus>& statuses) override {
    if (away) return said(Result<Done, ReadingsError>{Failure{ReadingsError::unavailable}});
    return said(memory.store_status(statuses));
  }
  Result<Done, ReadingsError> store_dead_letters(const std::vector<DeadLetter>& letters) override {
    if (away) return said(Result<Done, ReadingsError>{Failure{ReadingsError::unavailable}});
    return said(memory.store_dead_letters(letters));
  }
  Result<Done, ReadingsError> store_answers(const std::vector<DeviceAnswer>& answers) override {
    if (away) return said(Result<Done, ReadingsError>{Failure{ReadingsError::unavailable}});
    return said(memory.store_answers(answers));
  }
  Result<Done, ReadingsError> arrange_partitions(Instant from, Instant until) override {
    return memory.arrange_partitions(from, until);
  }

  // Until `condition` holds after some call; false after ten seconds.
  bool wait_until(const std::function<bool()>& condition) {
    std::unique_lock lock(mutex_);
    return called_.wait_for(lock, 10s, condition);
  }

  db::MemoryReadings memory;
  std::atomic<bool> away{false};
  std::string poison;
  std::atomic<int> refusals{0};

 private:
  template <class R>
  R said(R result) {
    if (!result) ++refusals;
    const std::lock_guard lock(mutex_);
    called_.notify_all();
    return result;
  }

  std::mutex mutex_;
  std::condition_variable called_;
};

struct Monitored {
  Arrivals arrivals{1000, 1 << 20, Overflow::drop_oldest};
  WaywardReadings readings;
  db::MemoryDirectory directory;
  TownWatch town{directory};
  Clock clock;
  ReadingsFigures figures;
  std::atomic<int> words_heard{0};
  std::atomic<int> readings_heard{0};
  std::atomic<bool> heard_before_stored{false};

  Monitored() { REQUIRE(town.refresh(clock.now())); }

  [[nodiscard]] ReadingsIntake::Listeners listeners() {
    return {[this](std::vector<DeviceWord>&& words, Instant) {
              words_heard += static_cast<int>(words.size());
              if (readings.memory.readings().empty()) heard_before_stored = heard_before_stored || !words.empty();
            },
            [this](const std::vector<Reading>& stored) { readings_heard += static_cast<int>(stored.size()); }};
  }
  void say(const std::string& leaf, const std::string& payload) {
    REQUIRE(arrivals.offer({"lamplight/v1/d1/home-1/" + leaf, payload, false}));
  }
  [[nodiscard]] std::int64_t accounted_for() const {
    return figures.stored + figures.repeated + figures.refused + figures.dead_lettered;
  }
};

std::string steps(int second) {
  return R"([{"n":"steps","v":1,"t":-)" + std::to_string(second) + "}]";
}

}  // namespace

TEST_CASE("everything that waits is written before the end, and every item is accounted for") {
  Monitored m;
  for (int i = 0; i < 300; ++i) m.say("readings", steps(i * 10));
  m.say("status", "{}");
  m.say("readings", "broken");
  m.say("readings", R"([{"n":"steps","v":-1}])");
  { const ReadingsIntake intake(m.arrivals, m.readings, m.directory, m.town, m.clock, m.listeners(), m.figures); }
  CHECK(m.readings.memory.readings().size() == 300);
  CHECK(m.readings.memory.statuses().size() == 1);
  CHECK(m.readings.memory.dead_letters().size() == 2);
  CHECK(m.figures.items == 303);
  CHECK(m.accounted_for() == 303);
  CHECK(m.figures.letters == 2);
  // Whoever watches hears every device whose message could be read, and every reading once it is stored.
  CHECK(m.words_heard == 302);
  CHECK(m.readings_heard == 300);
}

TEST_CASE("devices are heard though the database is away: silence is theirs alone") {
  Monitored m;
  m.readings.away = true;
  m.say("status", "{}");
  m.say("readings", steps(1));
  { const ReadingsIntake intake(m.arrivals, m.readings, m.directory, m.town, m.clock, m.listeners(), m.figures); }
  CHECK(m.words_heard == 2);
  CHECK(m.heard_before_stored);
  CHECK(m.readings_heard == 0);
}

TEST_CASE("a repeated reading is counted as one, the first stays") {
  Monitored m;
  m.say("readings", R"([{"n":"heart_rate","v":72,"t":1700000000},{"n":"heart_rate","v":73,"t":1700000000}])");
  { const ReadingsIntake intake(m.arrivals, m.readings, m.directory, m.town, m.clock, m.listeners(), m.figures); }
  REQUIRE(m.readings.memory.readings().size() == 1);
  CHECK(m.readings.memory.readings()[0].value == 72);
  CHECK(m.figures.stored == 1);
  CHECK(m.figures.repeated == 1);
}

TEST_CASE("with the database away nothing of the batch is lost, and it is written when it is back") {
  Monitored m;
  m.readings.away = true;
  m.say("readings", steps(1));
  m.say("status", "{}");
  const ReadingsIntake intake(m.arrivals, m.readings, m.directory, m.town, m.clock, m.listeners(), m.figures);
  REQUIRE(m.readings.wait_until([&] { return m.readings.refusals >= 1; }));
  m.readings.away = false;
  REQUIRE(m.readings.wait_until([&] { return !m.readings.memory.statuses().empty(); }));
  CHECK(m.readings.memory.readings().size() == 1);
}

TEST_CASE("an end with the database away comes soon and says what is lost") {
  Monitored m;
  m.readings.away = true;
  m.say("readings", steps(1));
  { const ReadingsIntake intake(m.arrivals, m.readings, m.directory, m.town, m.clock, m.listeners(), m.figures); }
  CHECK(m.figures.items == 1);
  CHECK(m.accounted_for() == 0);
  CHECK(m.figures.unavailable >= 1);
}

TEST_CASE("a row that can't be stored does not hold up the others for ever") {
  Monitored m;
  m.readings.poison = "weight";
  m.say("readings", steps(1));
  m.say("readings", R"([{"n":"weight","v":60}])");
  m.say("readings", steps(2));
  const ReadingsIntake intake(m.arrivals, m.readings, m.directory, m.town, m.clock, m.listeners(), m.figures);
  REQUIRE(m.readings.wait_until([&] { return m.readings.memory.readings().size() == 2; }));
}
